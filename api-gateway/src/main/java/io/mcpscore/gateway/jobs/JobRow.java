package io.mcpscore.gateway.jobs;

import io.mcpscore.gateway.http.Times;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.RepositoryAddress;
import io.vertx.mutiny.sqlclient.Row;

/** Reads jobs out of rows. */
final class JobRow {

  /** Everything of a job, in the place of the columns; {@code s} is the scan. */
  static final String COLUMNS =
      """
      s.id, s.host, s.owner, s.name, s.ref, s.path, s.bulk, s.attempt,
        s.attempt - s.uncounted AS tries, s.waits, s.worker, s.created_at, s.available_at,
        s.published_at, s.completed_at, s.error_code, s.error_message, s.error_details,
        s.error_kind, extract(epoch FROM now() - s.claimed_at)::bigint AS held,
        extract(epoch FROM s.lease_until - now())::bigint AS lease,
        (SELECT a.name FROM account a WHERE a.id = s.account_id) AS account,\
      """
          + " "
          + JobState.expression()
          + " AS state";

  private JobRow() {}

  static JobView view(Row row) {
    JobState state = JobState.of(row.getString("state"));
    boolean runs = state == JobState.RUNNING;
    boolean waits = state == JobState.QUEUED || state == JobState.RETRYING;
    return new JobView(
        row.getString("id"),
        state.key(),
        row.getString("account"),
        new RepositoryAddress(
                row.getString("host"), row.getString("owner"), row.getString("name"), null, null)
            .url(),
        row.getString("ref"),
        row.getString("path"),
        row.getBoolean("bulk"),
        row.getInteger("attempt"),
        row.getInteger("tries"),
        row.getInteger("waits"),
        row.getString("worker"),
        runs ? row.getLong("held") : null,
        runs ? row.getLong("lease") : null,
        Times.seconds(row.getOffsetDateTime("created_at")),
        waits ? Times.seconds(row.getOffsetDateTime("available_at")) : null,
        waits ? Times.seconds(row.getOffsetDateTime("published_at")) : null,
        Times.seconds(row.getOffsetDateTime("completed_at")),
        row.getString("error_code") == null ? null : cause(row));
  }

  private static JobView.Failure cause(Row row) {
    String kind = row.getString("error_kind");
    return new JobView.Failure(
        row.getString("error_code"),
        row.getString("error_message"),
        row.getString("error_details"),
        kind == null ? FailureKind.PERMANENT.key() : kind);
  }
}
