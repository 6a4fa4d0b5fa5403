package io.mcpscore.gateway.jobs;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.queue.EndAnnouncer;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** What operators do with jobs. Every change is logged and counted. */
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
  private final Counter retried;
  private final Counter dropped;

  Jobs(JobTable table, EndAnnouncer announcer, MeterRegistry metrics) {
    this.table = table;
    this.announcer = announcer;
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
  Uni<JobView> retry(String id, boolean force) {
    return change(id, job -> retry(job, force))
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
  Uni<JobView> drop(String id) {
    return change(id, this::drop)
        .invoke(
            job -> {
              dropped.increment();
              LOG.infof("scan=%s attempt=%d is dropped by the operator", id, job.attempt());
              announcer.failed(id);
            });
  }

  private Uni<JobView> change(String id, Function<JobView, Uni<Optional<JobView>>> change) {
    return find(id)
        .chain(job -> change.apply(job))
        .map(
            changed ->
                changed.orElseThrow(
                    () -> conflict("The job has changed just now", "Look at it again")));
  }

  private Uni<Optional<JobView>> retry(JobView job, boolean force) {
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
        .retry(job, force)
        .onFailure(Jobs::isRunningAnew)
        .transform(
            failure ->
                conflict(
                    "The account has asked for the same scan again",
                    "That scan is queued or running; there is nothing to retry"));
  }

  private Uni<Optional<JobView>> drop(JobView job) {
    JobState state = JobState.of(job.state());
    if (state != JobState.QUEUED && state != JobState.RETRYING) {
      throw conflict("The job is " + job.state(), "Only a job that waits can be dropped");
    }
    return table.drop(job, DROPPED);
  }

  private static boolean isRunningAnew(Throwable failure) {
    return failure instanceof PgException pg && UNIQUE_VIOLATION.equals(pg.getSqlState());
  }

  private static ApiException conflict(String message, String details) {
    return new ApiException(ErrorCode.JOB_CONFLICT, message, details);
  }
}
