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

  // Single scans in the order of their time. Of the others, each account in turn, as many as it may
  // have published at once; the accounts are found by hops over an index, not by reading all rows.
  private static final String UNPUBLISHED =
      """
      WITH RECURSIVE account AS (
        (SELECT account_id AS id FROM scan
         WHERE bulk AND status = 'pending' AND published_at IS NULL
         ORDER BY account_id LIMIT 1)
        UNION ALL
        SELECT (
          SELECT s.account_id FROM scan s
          WHERE s.bulk AND s.status = 'pending' AND s.published_at IS NULL AND s.account_id > a.id
          ORDER BY s.account_id LIMIT 1)
        FROM account a WHERE a.id IS NOT NULL),
      chosen AS (
        (SELECT id, 0 AS turn FROM scan
         WHERE NOT bulk AND status = 'pending' AND published_at IS NULL
           AND available_at <= now() - make_interval(secs => $1)
         ORDER BY available_at LIMIT $2)
        UNION ALL
        SELECT next.id, next.turn FROM account a CROSS JOIN LATERAL (
          SELECT s.id, row_number() OVER (ORDER BY s.available_at, s.id) AS turn FROM scan s
          WHERE s.account_id = a.id AND s.bulk AND s.status = 'pending'
            AND s.published_at IS NULL AND s.available_at <= now()
          ORDER BY s.available_at, s.id
          LIMIT (
            SELECT $3 - count(*) FROM (
              SELECT 1 FROM scan p
              WHERE p.account_id = a.id AND p.bulk AND p.status = 'pending'
                AND p.published_at IS NOT NULL
              LIMIT $3) AS published)) AS next)
      SELECT s.id, s.attempt, s.bulk, s.request_id FROM scan s JOIN chosen USING (id)
      WHERE s.status = 'pending' AND s.published_at IS NULL
      ORDER BY turn, s.available_at LIMIT $2 FOR UPDATE OF s SKIP LOCKED
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
      WHERE NOT bulk AND status = 'pending' AND published_at IS NULL AND available_at <= now()
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
   * @param requestId of the request that asked for it, or null
   */
  record Entry(ScanJob job, boolean bulk, String requestId) {}

  /** Locks the next rows that no other gateway is publishing, within a transaction. */
  Uni<List<Entry>> lock(SqlConnection transaction) {
    double grace = settings.relayGrace().toMillis() / 1000.0;
    return transaction
        .preparedQuery(UNPUBLISHED)
        .execute(Tuple.of(grace, (long) settings.batch(), (long) settings.publishedPerAccount()))
        .map(
            rows -> {
              List<Entry> entries = new ArrayList<>();
              rows.forEach(
                  row ->
                      entries.add(
                          new Entry(
                              new ScanJob(row.getString("id"), row.getInteger("attempt")),
                              row.getBoolean("bulk"),
                              row.getString("request_id"))));
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

  /** Seconds for which the oldest single scan has waited; 0 when none waits. */
  Uni<Double> oldestSeconds() {
    return pool.query(OLDEST).execute().map(rows -> rows.iterator().next().getDouble("age"));
  }
}
