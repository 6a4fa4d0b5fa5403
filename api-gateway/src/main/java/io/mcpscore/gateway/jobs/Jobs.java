package io.mcpscore.gateway.jobs;

import io.mcpscore.gateway.audit.Act;
import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.audit.AuditLog;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.queue.EndAnnouncer;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What operators do with jobs. Every change is written down, logged and counted. */
@Singleton
class Jobs {

  private static final Logger LOG = Logger.getLogger(Jobs.class);
  private static final String UNIQUE_VIOLATION = "23505";

  private static final ApiError DROPPED =
      new ApiError(
          ErrorCode.SCAN_DROPPED,
          "The operator took the scan out of the queue",
          "Ask the operator why, or submit it again");

  private final JobTable table;
  private final EndAnnouncer announcer;
  private final AuditLog audit;
  private final Counter retried;
  private final Counter dropped;

  Jobs(JobTable table, EndAnnouncer announcer, AuditLog audit, MeterRegistry metrics) {
    this.table = table;
    this.announcer = announcer;
    this.audit = audit;
    this.retried = metrics.counter("mcpscore.jobs.operated", "action", "retried");
    this.dropped = metrics.counter("mcpscore.jobs.operated", "action", "dropped");
  }

  /** A job, or {@code SCAN_NOT_FOUND}. */
  Uni<JobView> find(String id) {
    return table
        .find(id)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new ApiException(
                            ErrorCode.SCAN_NOT_FOUND, "No such job", "Job ids are scan ids")));
  }

  /**
   * Gives a job that was given up a new round of attempts, under its id.
   *
   * @param force also when another try is likely to end the same
   * @return the job, waiting; {@code JOB_CONFLICT} when it is in no state for that
   */
  Uni<JobView> retry(Actor who, String id, boolean force) {
    Act act = new Act("job.retry", null, shownId(id), Map.of("force", force));
    return change(who, act, id, job -> retry(job, force, note(who, act)))
        .invoke(
            job -> {
              retried.increment();
              LOG.infof("scan=%s attempt=%d is retried by the operator", id, job.attempt());
            });
  }

  /**
   * Takes a waiting job out of the queue; its scan ends as failed.
   *
   * @return the job, failed; {@code JOB_CONFLICT} when it does not wait
   */
  Uni<JobView> drop(Actor who, String id) {
    Act act = new Act("job.drop", null, shownId(id));
    return change(who, act, id, job -> drop(job, note(who, act)))
        .invoke(
            job -> {
              dropped.increment();
              LOG.infof("scan=%s attempt=%d is dropped by the operator", id, job.attempt());
              announcer.failed(id);
            });
  }

  private Uni<JobView> change(
      Actor who, Act act, String id, Function<JobView, Uni<Optional<JobView>>> change) {
    Uni<JobView> work =
        find(id)
            .chain(job -> change.apply(job))
            .map(
                changed ->
                    changed.orElseThrow(
                        () -> conflict("The job has changed just now", "Look at it again")));
    return audit.watch(who, act, work);
  }

  private JobTable.Note note(Actor who, Act act) {
    return (transaction, job) -> audit.done(transaction, who, act.on(job.account(), job.id()));
  }

  /** What may be any text is written down only when it is an id. */
  private static String shownId(String id) {
    return ScanId.isValid(id) ? id : null;
  }

  private Uni<Optional<JobView>> retry(JobView job, boolean force, JobTable.Note note) {
    JobState state = JobState.of(job.state());
    if (state != JobState.GIVEN_UP && state != JobState.FAILED) {
      throw conflict("The job is " + job.state(), "Only a job that has failed can be retried");
    }
    if (state == JobState.FAILED && !force) {
      throw conflict(
          "Another try is likely to end the same: " + job.error().code(),
          "Retry it all the same with force=true (--force)");
    }
    return table
        .retry(job, force, note)
        .onFailure(Jobs::isRunningAnew)
        .transform(
            failure ->
                conflict(
                    "The account has asked for the same scan again",
                    "That scan is queued or running; there is nothing to retry"));
  }

  private Uni<Optional<JobView>> drop(JobView job, JobTable.Note note) {
    JobState state = JobState.of(job.state());
    if (state != JobState.QUEUED && state != JobState.RETRYING) {
      throw conflict("The job is " + job.state(), "Only a job that waits can be dropped");
    }
    return table.drop(job, DROPPED, note);
  }

  private static boolean isRunningAnew(Throwable failure) {
    return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
  }

  private static ApiException conflict(String message, String details) {
    return new ApiException(ErrorCode.JOB_CONFLICT, message, details);
  }
}
