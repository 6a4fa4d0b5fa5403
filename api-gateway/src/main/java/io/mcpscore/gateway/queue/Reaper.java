package io.mcpscore.gateway.queue;

import io.mcpscore.gateway.config.QueueSettings;
import io.mcpscore.model.DeadLetter;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.ScanStatus;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Takes scans back from workers that stopped renewing their lease: to the queue, or to failure and
 * the dead letters after the last attempt. Publishes again what was published and never claimed.
 */
@Singleton
class Reaper {

  private static final Logger LOG = Logger.getLogger(Reaper.class);

  private static final String REAP =
      """
      WITH expired AS (
        SELECT id FROM scan WHERE status = 'analyzing' AND lease_until < now()
        ORDER BY lease_until LIMIT $1 FOR UPDATE SKIP LOCKED)
      UPDATE scan s SET
        status = CASE WHEN attempt - uncounted >= $2 THEN 'failed' ELSE 'pending' END,
        lease_until = NULL,
        worker = NULL,
        published_at = NULL,
        available_at = now(),
        completed_at = CASE WHEN attempt - uncounted >= $2 THEN now() END,
        error_code = CASE WHEN attempt - uncounted >= $2 THEN $3 END,
        error_message = CASE WHEN attempt - uncounted >= $2 THEN $4 END,
        error_details = CASE WHEN attempt - uncounted >= $2 THEN $5 END,
        error_kind = CASE WHEN attempt - uncounted >= $2 THEN $6 END
      FROM expired WHERE s.id = expired.id
      RETURNING s.id, s.status, s.attempt, s.request_id
      """;

  private static final String FORGOTTEN =
      """
      UPDATE scan SET published_at = NULL WHERE id IN (
        SELECT id FROM scan
        WHERE status = 'pending' AND published_at < now() - make_interval(secs => $1)
        LIMIT $2 FOR UPDATE SKIP LOCKED)
      """;

  private final Pool pool;
  private final EndAnnouncer announcer;
  private final JobPublisher publisher;
  private final QueueSettings settings;
  private final QueueMetrics metrics;

  Reaper(
      Pool pool,
      EndAnnouncer announcer,
      JobPublisher publisher,
      QueueSettings settings,
      QueueMetrics metrics) {
    this.pool = pool;
    this.announcer = announcer;
    this.publisher = publisher;
    this.settings = settings;
    this.metrics = metrics;
  }

  /** One round. */
  @Scheduled(
      every = "{mcpscore.queue.reap-every}",
      delayed = Relay.STARTUP,
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> round() {
    return reap()
        .invoke(rows -> rows.forEach(this::announce))
        .chain(this::republish)
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.warnf("reaper: %s", failure.getClass().getName());
              return Uni.createFrom().voidItem();
            });
  }

  private Uni<RowSet<Row>> reap() {
    return pool.preparedQuery(REAP)
        .execute(
            Tuple.of(
                settings.batch(),
                settings.maxAttempts(),
                ErrorCode.RESOURCE_EXHAUSTED.name(),
                "The scan was given up",
                "Every attempt ended without a result; the repository may need more time or memory"
                    + " than a worker has",
                FailureKind.RESOURCE.key()));
  }

  private Uni<Void> republish() {
    return pool.preparedQuery(FORGOTTEN)
        .execute(Tuple.of(settings.republishAfter().toMillis() / 1000.0, settings.batch()))
        .replaceWithVoid();
  }

  private void announce(Row row) {
    boolean failed = row.getString("status").equals(ScanStatus.FAILED.key());
    metrics.reaped(failed);
    if (failed) {
      announcer.failed(row.getString("id"));
      bury(row);
    }
  }

  /** The row has the truth already, so a letter that cannot be sent is logged and dropped. */
  private void bury(Row row) {
    String scanId = row.getString("id");
    int attempt = row.getInteger("attempt");
    publisher
        .send(
            new DeadLetter(scanId, attempt, ErrorCode.RESOURCE_EXHAUSTED),
            row.getString("request_id"))
        .subscribe()
        .with(
            done -> LOG.warnf("scan=%s attempt=%d was given up", scanId, attempt),
            failure -> LOG.errorf("scan=%s could not be sent to the dead letters", scanId));
  }
}
