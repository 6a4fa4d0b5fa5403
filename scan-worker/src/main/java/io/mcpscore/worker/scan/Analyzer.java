package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.Progress;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanFailedException;
import java.util.function.Consumer;

/** Makes a report of a snapshot. */
@FunctionalInterface
public interface Analyzer {

  /**
   * Analyses a snapshot, which stays open.
   *
   * @param path sub-directory, or null for the whole tree
   * @param progress told of every step, on any thread
   * @throws ScanFailedException with the cause that the user can act on
   */
  Report analyze(
      RepositorySnapshot snapshot,
      String path,
      ScanBudget budget,
      Consumer<Progress> progress,
      Cancellation cancellation);
}
