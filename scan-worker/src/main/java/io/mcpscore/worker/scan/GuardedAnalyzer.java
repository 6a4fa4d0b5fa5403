package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.Progress;
import io.mcpscore.model.Report;
import java.util.function.Consumer;

/** Analyses within the memory and the processor time that a scan may have of this process. */
final class GuardedAnalyzer implements Analyzer {

  private final Analyzer next;
  private final HeapGate gate;
  private final ScanGuards guards;

  /**
   * An analyzer in front of another.
   *
   * @param next what analyses
   * @param gate lets so many in as memory allows
   * @param guards watch over those that were let in
   */
  GuardedAnalyzer(Analyzer next, HeapGate gate, ScanGuards guards) {
    this.next = next;
    this.gate = gate;
    this.guards = guards;
  }

  @Override
  public Report analyze(
      RepositorySnapshot snapshot,
      String path,
      ScanBudget budget,
      Consumer<Progress> progress,
      Cancellation cancellation) {
    try (HeapGate.Place place = gate.enter(HeapNeed.of(snapshot, budget), cancellation);
        ScanGuards.Guard _ = guards.watch(place.bytes(), cancellation)) {
      return next.analyze(snapshot, path, budget, progress, cancellation);
    }
  }
}
