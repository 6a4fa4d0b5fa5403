package io.mcpscore.gateway.jobs;

import io.mcpscore.gateway.read.Cursor;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.ScanId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Every statement of operators on the {@code scan} table. A change names the state and the attempt
 * that the operator saw, as the writes of workers do, so that of two changes one happens.
 */
@Singleton
class JobTable {

  private static final String FIND = "SELECT " + JobRow.COLUMNS + " FROM scan s WHERE s.id = $1";

  private static final String LIST =
      "SELECT "
          + JobRow.COLUMNS
          + " FROM scan s WHERE status <> 'complete' AND ($1::text IS NULL OR s.id < $1::text) AND"
          + " ($2::text IS NULL OR account_id IN (SELECT id FROM account WHERE name = $2::text))"
          + " AND (%s) ORDER BY s.id DESC LIMIT $3";

  /** What an operator may have to look after: all but what failed for good. */
  private static final String DEFAULT = "NOT (" + JobState.FAILED.condition() + ")";

  /** The attempts so far do not count any more, but their numbers are never given again. */
  private static final String RETRY =
      """
      UPDATE scan s SET status = 'pending', uncounted = attempt, waits = 0, worker = NULL,
        published_at = NULL, available_at = now(), completed_at = NULL,
        error_code = NULL, error_message = NULL, error_details = NULL, error_kind = NULL
      WHERE s.id = $1 AND status = 'failed' AND attempt = $2
        AND ($3 OR coalesce(error_kind, '') IN ('transient', 'resource'))
      RETURNING\s\
      """
          + JobRow.COLUMNS;

  private static final String DROP =
      """
      UPDATE scan s SET status = 'failed', published_at = NULL, completed_at = now(),
        error_code = $3, error_message = $4, error_details = $5, error_kind = $6
      WHERE s.id = $1 AND status = 'pending' AND attempt = $2
      RETURNING\s\
      """
          + JobRow.COLUMNS;

  private final Pool pool;

  JobTable(Pool pool) {
    this.pool = pool;
  }

  /** A job; empty for unknown and malformed ids alike. */
  Uni<Optional<JobView>> find(String id) {
    return ScanId.isValid(id)
        ? pool.preparedQuery(FIND).execute(Tuple.of(id)).map(JobTable::first)
        : Uni.createFrom().item(Optional.empty());
  }

  /**
   * One page, newest first.
   *
   * @param state what to show, or null for all but what failed for good
   * @param account name of the owner, or null for all
   * @param before id of the last job of the page before, or null
   * @param limit how many at most
   */
  Uni<JobPage> page(JobState state, String account, String before, int limit) {
    String sql = LIST.formatted(state == null ? DEFAULT : state.condition());
    // One more than is shown tells whether there is a next page.
    return pool.preparedQuery(sql)
        .execute(Tuple.of(before, account, limit + 1))
        .map(rows -> page(rows, limit));
  }

  /**
   * Gives a failed job a new round of attempts.
   *
   * @param note what else belongs to the same transaction, given the job as it is then
   * @return empty when it is not as it was seen any more
   */
  Uni<Optional<JobView>> retry(JobView seen, boolean force, Note note) {
    return change(RETRY, Tuple.of(seen.id(), seen.attempt(), force), note);
  }

  /**
   * Ends a waiting job with an error.
   *
   * @param note what else belongs to the same transaction, given the job as it is then
   * @return empty when it is not as it was seen any more
   */
  Uni<Optional<JobView>> drop(JobView seen, ApiError error, Note note) {
    Tuple row =
        Tuple.of(
            seen.id(),
            seen.attempt(),
            error.code().name(),
            error.message(),
            error.details(),
            FailureKind.PERMANENT.key());
    return change(DROP, row, note);
  }

  /** Writes down a change, as part of the transaction that makes it. */
  interface Note {

    /** Writes it down. */
    Uni<Void> of(SqlClient transaction, JobView job);
  }

  private Uni<Optional<JobView>> change(String sql, Tuple row, Note note) {
    return pool.withTransaction(
        transaction ->
            transaction
                .preparedQuery(sql)
                .execute(row)
                .map(JobTable::first)
                .call(
                    changed ->
                        changed.isPresent()
                            ? note.of(transaction, changed.get())
                            : Uni.createFrom().voidItem()));
  }

  private static JobPage page(RowSet<Row> rows, int limit) {
    List<JobView> jobs = new ArrayList<>();
    rows.forEach(row -> jobs.add(JobRow.view(row)));
    List<JobView> shown = jobs.subList(0, Math.min(limit, jobs.size()));
    return new JobPage(shown, jobs.size() > limit ? Cursor.after(shown.getLast().id()) : null);
  }

  private static Optional<JobView> first(RowSet<Row> rows) {
    for (Row row : rows) {
      return Optional.of(JobRow.view(row));
    }
    return Optional.empty();
  }
}
