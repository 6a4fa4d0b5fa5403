package io.mcpscore.worker.scan;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.Report;
import java.time.Duration;

/** How the work on a scan ended, before anything of it is written. */
public sealed interface Outcome {

  /**
   * There is a report.
   *
   * @param commit 40 hex digits
   * @param report ready to be stored
   * @param basis what else decided it, see {@code ReportBasis}
   */
  record Finished(String commit, Report report, String basis) implements Outcome {}

  /**
   * The report of an earlier scan is this one's too, byte for byte.
   *
   * @param scanId of the earlier scan
   */
  record Known(String scanId) implements Outcome {}

  /**
   * There is none yet, because the git host asks to come back later.
   *
   * @param error what the user sees if that never ends
   * @param pause how long to wait at least
   */
  record Postponed(ApiError error, Duration pause) implements Outcome {}

  /**
   * There is none.
   *
   * @param error what the user sees
   * @param isTransient whether another attempt may succeed
   */
  record Failed(ApiError error, boolean isTransient) implements Outcome {

    /** Whether it is worth trying again, for the row. */
    public FailureKind kind() {
      return FailureKind.of(error.code(), isTransient);
    }
  }
}
