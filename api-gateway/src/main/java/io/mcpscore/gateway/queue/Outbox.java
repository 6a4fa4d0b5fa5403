package io.mcpscore.gateway.queue;

import io.mcpscore.gateway.config.QueueSettings;
import io.mcpscore.model.ScanJob;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The rows that wait to be published. */
@Singleton
class Outbox {

  private static final String UNPUBLISHED =
      """
      SELECT id, attempt, bulk FROM scan
      WHERE status = 'pending' AND published_at IS NULL
        AND available_at <= now() - make_interval(secs => $1)
      ORDER BY bulk, available_at LIMIT $2 FOR UPDATE SKIP LOCKED
      """;

  private static final String MARK =
      """
      UPDATE scan s SET published_at = now()
      FROM unnest($1::text[], $2::integer[]) AS p (id, attempt)
      WHERE s.id = p.id AND s.attempt = p.attempt AND s.status = 'pending'
      """;

  private static final String OLDEST =
      """
      SELECT coalesce(extract(epoch FROM now() - min(available_at)), 0)::float8 AS age FROM scan
      WHERE status = 'pending' AND published_at IS NULL AND available_at <= now()
      """;

  private final Pool pool;
  private final QueueSettings settings;

  Outbox(Pool pool, QueueSettings settings) {
    this.pool = pool;
    this.settings = settings;
  }

  /**
   * A row to publish.
   *
   * @param job what the message says
   * @param bulk which topic it goes to
   */
  record Entry(ScanJob job, boolean bulk) {}

  /** Locks the oldest rows that no other gateway is publishing, within a transaction. */
  Uni<List<Entry>> lock(SqlConnection transaction) {
    double grace = settings.relayGrace().toMillis() / 1000.0;
    return transaction
        .preparedQuery(UNPUBLISHED)
        .execute(Tuple.of(grace, settings.batch()))
        .map(
            rows -> {
              List<Entry> entries = new ArrayList<>();
              rows.forEach(
                  row ->
                      entries.add(
                          new Entry(
                              new ScanJob(row.getString("id"), row.getInteger("attempt")),
                              row.getBoolean("bulk"))));
              return entries;
            });
  }

  /** Notes that jobs were published, where the rows still wait for the same attempt. */
  Uni<Void> mark(SqlClient client, List<ScanJob> jobs) {
    return client
        .preparedQuery(MARK)
        .execute(
            Tuple.of(
                jobs.stream().map(ScanJob::scanId).toArray(String[]::new),
                jobs.stream().map(ScanJob::attempt).toArray(Integer[]::new)))
        .replaceWithVoid();
  }

  /** Seconds for which the oldest row has waited; 0 when none waits. */
  Uni<Double> oldestSeconds() {
    return pool.query(OLDEST).execute().map(rows -> rows.iterator().next().getDouble("age"));
  }
}
