package io.mcpscore.worker.queue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.worker.scan.ClaimedScan;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The hold of this worker on one scan. Renews the row from time to time; when a renewal finds the
 * row taken, or none has succeeded for as long as the lease lasts, the lease is lost and the work
 * is cancelled. Work over its time is cancelled too, and work that does not even end then is not
 * renewed any more, so that the reaper gets the row.
 */
final class Lease implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Lease.class);
  private static final Duration UNRESPONSIVE = Duration.ofSeconds(60);

  private final ClaimedScan scan;
  private final ScanRows rows;
  private final Cancellation cancellation;
  private final Duration length;
  private final Duration limit;
  private final long start = System.nanoTime();
  private final ScheduledFuture<?> renewal;
  private final ScheduledFuture<?> timeout;
  private volatile long renewed = start;
  private volatile boolean lost;
  private volatile boolean released;

  Lease(
      ClaimedScan scan,
      ScanRows rows,
      Cancellation cancellation,
      Timing timing,
      ScheduledExecutorService clock) {
    this.scan = scan;
    this.rows = rows;
    this.cancellation = cancellation;
    this.length = timing.lease();
    this.limit = timing.scanTime();
    long every = timing.renewEvery().toMillis();
    this.renewal = clock.scheduleWithFixedDelay(this::renew, every, every, TimeUnit.MILLISECONDS);
    this.timeout = clock.schedule(this::timeOut, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Durations of a lease.
   *
   * @param lease how long it holds
   * @param renewEvery how often it is renewed
   * @param scanTime how long the work may take
   */
  record Timing(Duration lease, Duration renewEvery, Duration scanTime) {}

  /** Whether the row may belong to someone else. */
  boolean isLost() {
    return lost || elapsed(renewed).compareTo(length) >= 0;
  }

  /** Whether the work was asked to end because the worker stops. */
  boolean isReleased() {
    return released;
  }

  /** Whether the work goes on though it was told to end long ago. */
  boolean isStuck() {
    return elapsed(start).compareTo(limit.plus(UNRESPONSIVE)) > 0;
  }

  /** Ends the work so that the scan can be handed back. */
  void release() {
    released = true;
    cancel(ErrorCode.INTERNAL_ERROR, "The worker stops.");
  }

  @Override
  public void close() {
    renewal.cancel(false);
    timeout.cancel(false);
  }

  private void renew() {
    if (isStuck()) {
      return;
    }
    if (isLost()) {
      lose();
      return;
    }
    long asked = System.nanoTime();
    rows.renew(scan)
        .subscribe()
        .with(
            held -> {
              if (held) {
                renewed = asked;
              } else {
                lose();
              }
            },
            failure -> LOG.warnf("scan=%s could not renew its lease", scan.id()));
  }

  private void lose() {
    if (!lost) {
      lost = true;
      LOG.warnf("scan=%s attempt=%d lost its lease", scan.id(), scan.attempt());
      cancel(ErrorCode.INTERNAL_ERROR, "The lease was lost.");
    }
  }

  private void timeOut() {
    cancel(ErrorCode.ANALYSIS_TIMEOUT, "The scan took over " + limit.toMillis() / 1000.0 + " s.");
  }

  private void cancel(ErrorCode code, String message) {
    cancellation.cancel(new ApiError(code, message, null));
  }

  private static Duration elapsed(long since) {
    return Duration.ofNanos(System.nanoTime() - since);
  }
}
