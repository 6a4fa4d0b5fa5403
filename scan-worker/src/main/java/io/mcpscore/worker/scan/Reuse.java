package io.mcpscore.worker.scan;

import io.mcpscore.engine.ReportBasis;
import io.mcpscore.model.Report;
import java.util.Optional;

/**
 * Which reports of earlier scans stand for new ones, and which of the new ones may do so later. A
 * commit never changes, so the report of one is that of any later scan as long as everything else
 * that decides it, the basis, is the same.
 */
public final class Reuse {

  private final KnownReports reports;
  private final String basis;
  private final boolean on;

  /**
   * Decides for one engine.
   *
   * @param basis what decides its reports besides the files
   * @param on whether reports are reused at all
   */
  Reuse(KnownReports reports, String basis, boolean on) {
    this.reports = reports;
    this.basis = basis;
    this.on = on;
  }

  /** The earlier scan whose report is that of this commit too; blocks for a moment. */
  Optional<String> known(ClaimedScan scan, String commit) {
    return on && scan.mayReuse() ? reports.find(scan, commit, basis) : Optional.empty();
  }

  /** What a new report is stored with; null when no later scan may take it over. */
  String basisOf(Report report) {
    return ReportBasis.isRepeatable(report) ? basis : null;
  }
}
