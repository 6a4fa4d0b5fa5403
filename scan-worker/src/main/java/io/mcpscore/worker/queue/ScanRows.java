package io.mcpscore.worker.queue;

import io.mcpscore.engine.ReportBasis;
import io.mcpscore.model.AiResult;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.config.WorkerSettings;
import io.mcpscore.worker.ops.WorkerName;
import io.mcpscore.worker.scan.ClaimedScan;
import io.mcpscore.worker.scan.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Every statement that a worker runs on the {@code scan} table: one row each, with the condition
 * that this attempt still owns it, and no transaction. The database's clock alone decides leases.
 */
@Singleton
public class ScanRows {

  private static final String OWNED = " WHERE id = $1 AND status = 'analyzing' AND attempt = $2";
  private static final String INTERVAL = "$3::double precision * interval '1 second'";

  private static final String CLAIM =
      "UPDATE scan SET status = 'analyzing', attempt = attempt + 1, worker = $4,"
          + " claimed_at = now(), lease_until = now() + "
          + INTERVAL
          + ", started_at = coalesce(started_at, now())"
          + " WHERE id = $1 AND status = 'pending' AND attempt = $2"
          + " RETURNING attempt, attempt - uncounted AS tries, waits,"
          + " host, owner, name, ref, path, enable_ai, force_refresh";

  private static final String RENEW = "UPDATE scan SET lease_until = now() + " + INTERVAL + OWNED;

  private static final String FINISH =
      "UPDATE scan SET status = 'complete', lease_until = NULL, completed_at = now(),"
          + " commit_id = $3, engine_version = $4, rule_set_version = $5, score = $6, grade = $7,"
          + " safety_score = $8, safety_grade = $9, findings_count = $10, report_digest = $11,"
          + " report = $12::text::json, ai = $13::text::json,"
          + " report_basis = $14, report_until = $15"
          + OWNED;

  private static final String REPEAT =
      "UPDATE scan s SET status = 'complete', lease_until = NULL, completed_at = now(),"
          + " commit_id = w.commit_id, engine_version = w.engine_version,"
          + " rule_set_version = w.rule_set_version, score = w.score, grade = w.grade,"
          + " safety_score = w.safety_score, safety_grade = w.safety_grade,"
          + " findings_count = w.findings_count, report_digest = w.report_digest,"
          + " report = w.report, ai = w.ai,"
          + " report_basis = w.report_basis, report_until = w.report_until"
          + " FROM scan w WHERE w.id = $3 AND w.status = 'complete' AND w.report IS NOT NULL"
          + " AND s.id = $1 AND s.status = 'analyzing' AND s.attempt = $2";

  private static final String BACK =
      "UPDATE scan SET status = 'pending', lease_until = NULL, published_at = NULL,"
          + " available_at = now() + "
          + INTERVAL;

  private static final String RELEASE = BACK + OWNED;

  private static final String HAND_BACK = BACK + ", uncounted = uncounted + 1" + OWNED;

  private static final String POSTPONE =
      BACK + ", uncounted = uncounted + 1, waits = waits + 1" + OWNED;

  private static final String FAIL =
      "UPDATE scan SET status = 'failed', lease_until = NULL, completed_at = now(),"
          + " error_code = $3, error_message = $4, error_details = $5, error_kind = $6"
          + OWNED;

  private final Pool pool;
  private final WorkerSettings settings;
  private final WorkerName me;

  ScanRows(Pool pool, WorkerSettings settings, WorkerName me) {
    this.pool = pool;
    this.settings = settings;
    this.me = me;
  }

  /** Takes the row of a job, if nobody has since it was published. */
  public Uni<Optional<ClaimedScan>> claim(ScanJob job) {
    Tuple values = Tuple.of(job.scanId(), job.attempt(), seconds(settings.lease()), me.text());
    return pool.preparedQuery(CLAIM).execute(values).map(rows -> claimed(job.scanId(), rows));
  }

  /** Extends the lease; false when it was lost. */
  public Uni<Boolean> renew(ClaimedScan scan) {
    return changed(RENEW, Tuple.of(scan.id(), scan.attempt(), seconds(settings.lease())));
  }

  /** Writes the result; false when the scan belongs to someone else by now. */
  public Uni<Boolean> finish(ClaimedScan scan, Outcome.Finished result) {
    Report report = result.report();
    AiResult ai = scan.enableAi() ? AiResult.UNAVAILABLE : AiResult.SKIPPED;
    Tuple values = Tuple.of(scan.id(), scan.attempt(), result.commit());
    values.addString(report.engineVersion());
    values.addString(report.ruleSetVersion());
    values.addInteger(report.score());
    values.addString(report.grade().name());
    values.addInteger(report.safetyScore());
    values.addString(report.safetyGrade().name());
    values.addInteger(report.findings().size());
    values.addString(report.reportDigest());
    values.addString(Json.write(report));
    values.addString(Json.write(ai));
    values.addString(result.commit() == null ? null : result.basis());
    values.addLocalDate(ReportBasis.lastDay(report).orElse(null));
    return changed(FINISH, values);
  }

  /**
   * Writes the result of an earlier scan as this one's, which gets times of its own; false when the
   * scan belongs to someone else by now, or the earlier one is gone.
   */
  public Uni<Boolean> repeat(ClaimedScan scan, Outcome.Known earlier) {
    return changed(REPEAT, Tuple.of(scan.id(), scan.attempt(), earlier.scanId()));
  }

  /**
   * Gives the scan back to the queue; false when it belongs to someone else by now.
   *
   * @param pause before the next attempt may begin
   */
  public Uni<Boolean> release(ClaimedScan scan, Duration pause) {
    return changed(RELEASE, Tuple.of(scan.id(), scan.attempt(), seconds(pause)));
  }

  /**
   * Gives the scan back to the queue, to be taken at once and as if this attempt had not been;
   * false when it belongs to someone else by now.
   */
  public Uni<Boolean> handBack(ClaimedScan scan) {
    return changed(HAND_BACK, Tuple.of(scan.id(), scan.attempt(), 0.0));
  }

  /**
   * Puts the scan off as if this attempt had not been; false when it belongs to someone else by
   * now.
   *
   * @param pause that the git host asked for
   */
  public Uni<Boolean> postpone(ClaimedScan scan, Duration pause) {
    return changed(POSTPONE, Tuple.of(scan.id(), scan.attempt(), seconds(pause)));
  }

  /** Writes the failure; false when the scan belongs to someone else by now. */
  public Uni<Boolean> fail(ClaimedScan scan, ApiError error, FailureKind kind) {
    Tuple values = Tuple.of(scan.id(), scan.attempt(), error.code().name(), error.message());
    return changed(FAIL, values.addString(error.details()).addString(kind.key()));
  }

  /** Whether the migrations of the gateway have run, up to the last that matters here. */
  public Uni<Boolean> isSchemaThere() {
    return pool.query("SELECT to_regclass('scan_same_commit') IS NOT NULL")
        .execute()
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private Uni<Boolean> changed(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() == 1);
  }

  private static Optional<ClaimedScan> claimed(String id, RowSet<Row> rows) {
    if (rows.size() == 0) {
      return Optional.empty();
    }
    Row row = rows.iterator().next();
    RepositoryAddress address =
        new RepositoryAddress(
            row.getString("host"),
            row.getString("owner"),
            row.getString("name"),
            row.getString("ref"),
            row.getString("path"));
    return Optional.of(
        new ClaimedScan(
            id,
            row.getInteger("attempt"),
            row.getInteger("tries"),
            row.getInteger("waits"),
            address,
            row.getBoolean("enable_ai"),
            !row.getBoolean("force_refresh")));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
