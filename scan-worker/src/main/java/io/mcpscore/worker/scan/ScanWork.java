package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanFailedException;
import io.mcpscore.worker.ops.ScanMetrics;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Fetches and analyses one repository, unless the report of its commit is there already. Whatever
 * goes wrong becomes an {@link Outcome}: a known cause is passed on, memory that runs out is {@code
 * RESOURCE_EXHAUSTED}, and anything else is {@code INTERNAL_ERROR}, whose cause goes to the log
 * without its messages, because those may quote the repository.
 */
@Singleton
public class ScanWork {

  private static final Logger LOG = Logger.getLogger(ScanWork.class);

  /** Share of the whole that fetching gets in the progress, in percent. */
  private static final int CLONE_SHARE = 10;

  private final Fetcher fetcher;
  private final Analyzer analyzer;
  private final Reuse reuse;
  private final ScanBudget budget;
  private final ScanMetrics metrics;

  ScanWork(
      Fetcher fetcher, Analyzer analyzer, Reuse reuse, ScanBudget budget, ScanMetrics metrics) {
    this.fetcher = fetcher;
    this.analyzer = analyzer;
    this.reuse = reuse;
    this.budget = budget;
    this.metrics = metrics;
  }

  /**
   * Works until there is an outcome; blocks.
   *
   * @param progress told of every step
   * @param cancellation ends the work early
   */
  public Outcome run(ClaimedScan scan, Consumer<Progress> progress, Cancellation cancellation) {
    try {
      return scan(scan, progress, cancellation);
    } catch (ScanFailedException e) {
      return e.retryAfter()
          .<Outcome>map(wait -> new Outcome.Postponed(e.error(), wait))
          .orElseGet(() -> new Outcome.Failed(e.error(), e.isTransient()));
    } catch (OutOfMemoryError e) {
      LOG.errorf("scan=%s ran out of memory", scan.id());
      return new Outcome.Failed(
          new ApiError(
              ErrorCode.RESOURCE_EXHAUSTED, "The scan needs more memory than it may use.", null),
          false);
    } catch (RuntimeException | Error e) {
      LOG.errorf(Traces.withoutMessages(e), "scan=%s broke", scan.id());
      return new Outcome.Failed(
          new ApiError(ErrorCode.INTERNAL_ERROR, "The scan broke on an internal error.", null),
          false);
    }
  }

  private Outcome scan(ClaimedScan scan, Consumer<Progress> progress, Cancellation cancellation) {
    progress.accept(new Progress(Phase.CLONING, 0, 0, 0));
    AtomicReference<String> known = new AtomicReference<>();
    Predicate<String> isKnown =
        commit -> {
          known.set(reuse.known(scan, commit).orElse(null));
          return known.get() != null;
        };
    Optional<RepositorySnapshot> fetched = fetch(scan, isKnown, progress, cancellation);
    if (fetched.isEmpty()) {
      cancellation.check();
      metrics.reused();
      return new Outcome.Known(known.get());
    }
    try (RepositorySnapshot snapshot = fetched.get()) {
      cancellation.check();
      Report report =
          metrics.time(
              "analysis",
              () ->
                  analyzer.analyze(
                      snapshot, scan.address().path(), budget, progress, cancellation));
      cancellation.check();
      return new Outcome.Finished(snapshot.commit().orElse(null), report, reuse.basisOf(report));
    }
  }

  private Optional<RepositorySnapshot> fetch(
      ClaimedScan scan,
      Predicate<String> known,
      Consumer<Progress> progress,
      Cancellation cancellation) {
    AtomicLong bytes = new AtomicLong();
    try {
      return metrics.time(
          "clone",
          () ->
              fetcher.fetch(
                  scan.address(),
                  known,
                  t -> {
                    bytes.set(t.bytes());
                    int percent =
                        t.objectsTotal() == 0
                            ? 1
                            : (int) ((long) CLONE_SHARE * t.objectsDone() / t.objectsTotal());
                    progress.accept(new Progress(Phase.CLONING, Math.max(1, percent), 0, 0));
                  },
                  cancellation));
    } finally {
      metrics.transferred(bytes.get());
    }
  }
}
