package io.mcpscore.worker.queue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.config.WorkerSettings;
import io.mcpscore.worker.ops.ScanMetrics;
import io.mcpscore.worker.scan.ClaimedScan;
import io.mcpscore.worker.scan.Outcome;
import io.mcpscore.worker.scan.ScanWork;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * Takes one job from claim to settled row. The order is compulsory: claim, then acknowledge the
 * message, then work, then one guarded write, then tell. A crash before the claim redelivers the
 * message; a crash after it lets the lease expire, and the reaper publishes the job again. The
 * database being away delays claim and result until it is back or the lease is over.
 */
@Singleton
public class ScanRunner {

  private static final Logger LOG = Logger.getLogger(ScanRunner.class);

  private final ScanRows rows;
  private final ScanWork work;
  private final ProgressPublisher progress;
  private final Settlement settlement;
  private final ScanMetrics metrics;
  private final Lease.Timing timing;
  private final Set<Lease> held = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scan-clock").factory());

  ScanRunner(
      ScanRows rows,
      ScanWork work,
      ProgressPublisher progress,
      Settlement settlement,
      ScanMetrics metrics,
      WorkerSettings settings,
      ScanBudget budget) {
    this.rows = rows;
    this.work = work;
    this.progress = progress;
    this.settlement = settlement;
    this.metrics = metrics;
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
    decision.get().ifPresentOrElse(this::run, () -> unclaimed(job));
  }

  /** Ends all running work so that the scans are handed back. */
  public void releaseAll() {
    held.forEach(Lease::release);
  }

  /** Whether a scan goes on long after it was told to end. */
  public boolean isStuck() {
    return held.stream().anyMatch(Lease::isStuck);
  }

  private void run(ClaimedScan scan) {
    long start = System.nanoTime();
    Cancellation cancellation = new Cancellation();
    try (Lease lease = new Lease(scan, rows, cancellation, timing, clock)) {
      held.add(lease);
      try {
        ProgressVoice voice = progress.of(scan);
        Outcome outcome = work.run(scan, voice, cancellation);
        Settlement.Attempt attempt = new Settlement.Attempt(scan, lease, voice);
        String end = metrics.time("store", () -> settlement.settle(attempt, outcome));
        LOG.infof(
            "scan=%s attempt=%d outcome=%s ms=%d",
            scan.id(), scan.attempt(), end, Duration.ofNanos(System.nanoTime() - start).toMillis());
      } finally {
        held.remove(lease);
      }
    }
  }

  private void unclaimed(ScanJob job) {
    LOG.infof("scan=%s attempt=%d is not there to claim", job.scanId(), job.attempt());
    metrics.unclaimed();
  }

  @PreDestroy
  void close() {
    clock.shutdownNow();
  }
}
