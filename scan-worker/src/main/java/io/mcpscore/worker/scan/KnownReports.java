package io.mcpscore.worker.scan;

import java.util.Optional;

/** The reports that earlier scans left behind. */
@FunctionalInterface
public interface KnownReports {

  /**
   * An earlier scan whose report a new scan of this commit would repeat byte for byte, and which
   * the account of the scan may see; blocks for a moment.
   *
   * @param scan the new scan
   * @param commit 40 hex digits
   * @param basis what decides a report besides the commit, see {@code ReportBasis}
   * @return its id; empty as well when that cannot be found out just now
   */
  Optional<String> find(ClaimedScan scan, String commit, String basis);
}
