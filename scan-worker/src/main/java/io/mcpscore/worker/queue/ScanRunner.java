package io.mcpscore.worker.queue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanJob;
import io.mcpscore.model.ScanStatus;
import io.mcpscore.worker.config.WorkerSettings;
import io.mcpscore.worker.ops.ScanMetrics;
import io.mcpscore.worker.scan.ClaimedScan;
import io.mcpscore.worker.scan.Outcome;
import io.mcpscore.worker.scan.ScanWork;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Takes one job from claim to settled row. The order is compulsory: claim, then acknowledge the
 * message, then work, then one guarded write, then tell. A crash before the claim redelivers the
 * message; a crash after it lets the lease expire, and the reaper publishes the job again.
 *
 * <p>Failure modes: the database being away delays claim and result until it is back or the lease
 * is over; a lost lease discards the result; transient failures go back to the queue until the
 * attempts are used up, then to the dead letters.
 */
@Singleton
public class ScanRunner {

  private static final Logger LOG = Logger.getLogger(ScanRunner.class);

  private final ScanRows rows;
  private final ScanWork work;
  private final ProgressPublisher progress;
  private final DeadLetters deadLetters;
  private final ScanMetrics metrics;
  private final WorkerSettings settings;
  private final Lease.Timing timing;
  private final Set<Lease> held = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scan-clock").factory());

  ScanRunner(
      ScanRows rows,
      ScanWork work,
      ProgressPublisher progress,
      DeadLetters deadLetters,
      ScanMetrics metrics,
      WorkerSettings settings,
      ScanBudget budget) {
    this.rows = rows;
    this.work = work;
    this.progress = progress;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.settings = settings;
    this.timing = new Lease.Timing(settings.lease(), settings.renewEvery(), budget.scanTime());
  }

  /**
   * Runs a job to its end; blocks.
   *
   * @param decided called once it is settled who works on the scan, before any work
   * @param stopped while false, the database being away is waited out; afterwards the job is left
   *     undecided
   */
  public void run(ScanJob job, Runnable decided, BooleanSupplier stopped) {
    Optional<Optional<ClaimedScan>> decision =
        DatabaseCalls.untilDone(() -> rows.claim(job), stopped);
    if (decision.isEmpty()) {
      return;
    }
    decided.run();
    Optional<ClaimedScan> claimed = decision.get();
    if (claimed.isEmpty()) {
      LOG.infof("scan=%s attempt=%d is not there to claim", job.scanId(), job.attempt());
      metrics.unclaimed();
      return;
    }
    ClaimedScan scan = claimed.get();
    long start = System.nanoTime();
    String end = settle(scan);
    LOG.infof(
        "scan=%s attempt=%d outcome=%s ms=%d",
        scan.id(), scan.attempt(), end, Duration.ofNanos(System.nanoTime() - start).toMillis());
  }

  /** Ends all running work so that the scans are handed back. */
  public void releaseAll() {
    held.forEach(Lease::release);
  }

  /** Whether a scan goes on long after it was told to end. */
  public boolean isStuck() {
    return held.stream().anyMatch(Lease::isStuck);
  }

  private String settle(ClaimedScan scan) {
    Cancellation cancellation = new Cancellation();
    try (Lease lease = new Lease(scan, rows, cancellation, timing, clock)) {
      held.add(lease);
      try {
        ProgressVoice voice = progress.of(scan);
        Outcome outcome = work.run(scan, voice, cancellation);
        return metrics.time("store", () -> write(scan, lease, outcome, voice));
      } finally {
        held.remove(lease);
      }
    }
  }

  private String write(ClaimedScan scan, Lease lease, Outcome outcome, ProgressVoice voice) {
    return switch (outcome) {
      case Outcome.Finished finished -> finish(scan, lease, finished, voice);
      case Outcome.Failed _ when lease.isLost() -> discarded();
      case Outcome.Failed _ when lease.isReleased() -> release(scan, lease, Duration.ZERO, voice);
      case Outcome.Failed failed when failed.isTransient() && mayRetry(scan) ->
          release(scan, lease, pause(scan), voice);
      case Outcome.Failed failed -> fail(scan, lease, failed, voice);
    };
  }

  private String finish(
      ClaimedScan scan, Lease lease, Outcome.Finished finished, ProgressVoice voice) {
    boolean written;
    try {
      written = write(lease, () -> rows.finish(scan, finished));
    } catch (UnwritableException e) {
      LOG.errorf("scan=%s has a result that the database refuses (%s)", scan.id(), e.sqlState());
      ApiError error =
          new ApiError(ErrorCode.INTERNAL_ERROR, "The result could not be stored.", null);
      return fail(scan, lease, new Outcome.Failed(error, false), voice);
    }
    if (!written) {
      return discarded();
    }
    voice.ended(ScanStatus.COMPLETE);
    metrics.ended("complete");
    return "complete";
  }

  private String fail(ClaimedScan scan, Lease lease, Outcome.Failed failed, ProgressVoice voice) {
    if (!write(lease, () -> rows.fail(scan, failed.error()))) {
      return discarded();
    }
    if (failed.isTransient()) {
      deadLetters.send(scan, failed.error());
    }
    voice.ended(ScanStatus.FAILED);
    metrics.ended(failed.error().code().name());
    return failed.error().code().name();
  }

  private String release(ClaimedScan scan, Lease lease, Duration pause, ProgressVoice voice) {
    if (!write(lease, () -> rows.release(scan, pause))) {
      return discarded();
    }
    voice.waiting();
    metrics.ended("released");
    return "released";
  }

  private String discarded() {
    metrics.ended("discarded");
    return "discarded";
  }

  private static boolean write(Lease lease, Supplier<Uni<Boolean>> statement) {
    return DatabaseCalls.untilDone(statement, lease::isLost).orElse(false);
  }

  private boolean mayRetry(ClaimedScan scan) {
    return scan.attempt() < settings.maxAttempts();
  }

  private Duration pause(ClaimedScan scan) {
    return settings.retryBackoff().multipliedBy(1L << Math.min(scan.attempt() - 1, 10));
  }

  @PreDestroy
  void close() {
    clock.shutdownNow();
  }
}
