package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Times;
import io.mcpscore.gateway.submit.BatchId;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Reads one batch of one account. */
@Singleton
class BatchReader {

  // Looked up in the place of texts that are no ids, so that those take as long as unknown ids.
  private static final String NOBODY = "batch_0000000000000000000000";

  private static final String COUNTS =
      """
      SELECT b.created_at,
        count(*) FILTER (WHERE s.status = 'pending')::int AS pending,
        count(*) FILTER (WHERE s.status = 'analyzing')::int AS analyzing,
        count(*) FILTER (WHERE s.status = 'complete')::int AS complete,
        count(*) FILTER (WHERE s.status = 'failed')::int AS failed,
        count(*) FILTER (WHERE i.error_code IS NOT NULL)::int AS refused
      FROM batch b
        LEFT JOIN batch_item i ON i.batch_id = b.id
        LEFT JOIN scan s ON s.id = i.scan_id
      WHERE b.id = $1 AND b.account_id = $2
      GROUP BY b.id
      """;

  private static final String ITEMS =
      """
      SELECT i.position, i.url, i.cached, s.id, coalesce(s.status, 'refused') AS status, s.score,
        s.grade, s.safety_score, s.safety_grade, s.findings_count, s.completed_at,
        coalesce(i.error_code, s.error_code) AS code,
        coalesce(i.error_message, s.error_message) AS message,
        coalesce(i.error_details, s.error_details) AS details
      FROM batch_item i LEFT JOIN scan s ON s.id = i.scan_id
      WHERE i.batch_id = $1 AND i.position >= $2
      ORDER BY i.position LIMIT $3
      """;

  private final Pool pool;

  BatchReader(Pool pool) {
    this.pool = pool;
  }

  /**
   * A batch, or {@code BATCH_NOT_FOUND} for unknown, malformed and other accounts' ids alike.
   *
   * @param from index that the page begins with
   * @param limit items on the page
   */
  Uni<BatchView> read(long accountId, String id, int from, int limit) {
    String known = BatchId.isValid(id) ? id : NOBODY;
    // One state of the database for both, so that counts and items say the same.
    return pool.withTransaction(
        transaction ->
            transaction
                .query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                .execute()
                .chain(() -> transaction.preparedQuery(COUNTS).execute(Tuple.of(known, accountId)))
                .chain(rows -> page(transaction, known, rows, from, limit)));
  }

  private static Uni<BatchView> page(
      SqlConnection transaction, String id, RowSet<Row> counts, int from, int limit) {
    for (Row row : counts) {
      return transaction
          .preparedQuery(ITEMS)
          .execute(Tuple.of(id, from, limit))
          .map(items -> view(id, row, items));
    }
    return Uni.createFrom()
        .failure(
            new ApiException(
                ErrorCode.BATCH_NOT_FOUND,
                "Batch not found",
                "There is no such batch in this account"));
  }

  private static BatchView view(String id, Row row, RowSet<Row> rows) {
    BatchView.Counts counts =
        new BatchView.Counts(
            row.getInteger("pending"),
            row.getInteger("analyzing"),
            row.getInteger("complete"),
            row.getInteger("failed"),
            row.getInteger("refused"));
    List<BatchView.Item> items = new ArrayList<>();
    rows.forEach(item -> items.add(item(item)));
    int total = counts.total();
    int next = items.isEmpty() ? total : items.getLast().index() + 1;
    return new BatchView(
        id,
        Times.seconds(row.getOffsetDateTime("created_at")),
        total,
        counts.done(),
        counts,
        items,
        next < total ? BatchCursor.at(next) : null);
  }

  private static BatchView.Item item(Row row) {
    String code = row.getString("code");
    return new BatchView.Item(
        row.getInteger("position"),
        row.getString("id"),
        row.getString("status"),
        row.getString("url"),
        row.getBoolean("cached"),
        row.getInteger("score"),
        row.getString("grade"),
        row.getInteger("safety_score"),
        row.getString("safety_grade"),
        row.getInteger("findings_count"),
        Times.seconds(row.getOffsetDateTime("completed_at")),
        code == null
            ? null
            : new ApiError(
                ErrorCode.valueOf(code), row.getString("message"), row.getString("details")));
  }
}
