package io.mcpscore.worker.queue;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanStatus;
import io.mcpscore.worker.config.WorkerSettings;
import io.mcpscore.worker.ops.ScanMetrics;
import io.mcpscore.worker.scan.ClaimedScan;
import io.mcpscore.worker.scan.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Writes how an attempt ended: one guarded write, then one message. A transient failure goes back
 * to the queue until the attempts are used up; the job then also goes to the dead letters. An
 * attempt that the git host put off goes back too, and does not count unless there are too many of
 * them; nor does one that ended because the worker stops. A lost lease writes nothing.
 */
@Singleton
public class Settlement {

  private static final Logger LOG = Logger.getLogger(Settlement.class);
  private static final String DISCARDED = "discarded";
  private static final String RELEASED = "released";
  private static final String POSTPONED = "postponed";

  private final ScanRows rows;
  private final DeadLetters deadLetters;
  private final ScanMetrics metrics;
  private final WorkerSettings settings;

  Settlement(ScanRows rows, DeadLetters deadLetters, ScanMetrics metrics, WorkerSettings settings) {
    this.rows = rows;
    this.deadLetters = deadLetters;
    this.metrics = metrics;
    this.settings = settings;
  }

  /**
   * One attempt that is held.
   *
   * @param scan its row
   * @param lease the hold on it
   * @param voice tells the gateways
   */
  record Attempt(ClaimedScan scan, Lease lease, ProgressVoice voice) {}

  /**
   * Writes the outcome; blocks until it is written or the lease is lost.
   *
   * @return what became of the attempt, for log and metrics: {@code complete}, {@code released},
   *     {@code postponed}, {@code discarded} or the code of the failure
   */
  String settle(Attempt attempt, Outcome outcome) {
    String end =
        switch (outcome) {
          case Outcome.Finished finished ->
              finish(attempt, () -> rows.finish(attempt.scan(), finished));
          case Outcome.Known known -> finish(attempt, () -> rows.repeat(attempt.scan(), known));
          case Outcome.Postponed _, Outcome.Failed _ when attempt.lease().isLost() -> DISCARDED;
          case Outcome.Postponed _, Outcome.Failed _ when attempt.lease().isReleased() ->
              back(attempt, () -> rows.handBack(attempt.scan()), RELEASED);
          case Outcome.Postponed put when attempt.scan().waits() < settings.maxWaits() ->
              postpone(attempt, put.pause());
          case Outcome.Postponed put ->
              failOrRetry(attempt, new Outcome.Failed(put.error(), true), put.pause());
          case Outcome.Failed failed -> failOrRetry(attempt, failed, Duration.ZERO);
        };
    metrics.ended(end);
    return end;
  }

  private String finish(Attempt attempt, Supplier<Uni<Boolean>> statement) {
    boolean written;
    try {
      written = write(attempt, statement);
    } catch (UnwritableException e) {
      LOG.errorf(
          "scan=%s has a result that the database refuses (%s)", attempt.scan().id(), e.sqlState());
      ApiError error =
          new ApiError(ErrorCode.INTERNAL_ERROR, "The result could not be stored.", null);
      return fail(attempt, new Outcome.Failed(error, false));
    }
    if (!written) {
      return DISCARDED;
    }
    attempt.voice().ended(ScanStatus.COMPLETE);
    return ScanStatus.COMPLETE.key();
  }

  private String failOrRetry(Attempt attempt, Outcome.Failed failed, Duration leastPause) {
    if (!failed.isTransient() || !mayRetry(attempt.scan())) {
      return fail(attempt, failed);
    }
    Duration pause = pause(attempt.scan());
    return release(attempt, pause.compareTo(leastPause) < 0 ? leastPause : pause);
  }

  private String fail(Attempt attempt, Outcome.Failed failed) {
    if (!write(attempt, () -> rows.fail(attempt.scan(), failed.error(), failed.kind()))) {
      return DISCARDED;
    }
    if (failed.isTransient()) {
      deadLetters.send(attempt.scan(), failed.error());
    }
    attempt.voice().ended(ScanStatus.FAILED);
    return failed.error().code().name();
  }

  private String release(Attempt attempt, Duration pause) {
    return back(attempt, () -> rows.release(attempt.scan(), pause), RELEASED);
  }

  private String postpone(Attempt attempt, Duration wait) {
    return back(attempt, () -> rows.postpone(attempt.scan(), wait), POSTPONED);
  }

  private static String back(Attempt attempt, Supplier<Uni<Boolean>> statement, String end) {
    if (!write(attempt, statement)) {
      return DISCARDED;
    }
    attempt.voice().waiting();
    return end;
  }

  private static boolean write(Attempt attempt, Supplier<Uni<Boolean>> statement) {
    return DatabaseCalls.untilDone(statement, attempt.lease()::isLost).orElse(false);
  }

  private boolean mayRetry(ClaimedScan scan) {
    return scan.tries() < settings.maxAttempts();
  }

  private Duration pause(ClaimedScan scan) {
    return settings.retryBackoff().multipliedBy(1L << Math.min(scan.tries() - 1, 10));
  }
}
