package io.mcpscore.gateway.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.gateway.http.Times;
import io.mcpscore.model.AiResult;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanStatus;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;

/**
 * One scan as the database holds it, with the report of the work it points at.
 *
 * @param row columns of {@link #SELECT}
 */
record ScanRow(Row row) {

  /** By id and account: another account's scan is as absent as one that never was. */
  static final String SELECT =
      """
      SELECT s.id, s.host, s.owner, s.name, s.ref, s.path, s.enable_ai, s.status,
        s.created_at, s.started_at, s.completed_at, s.commit_id, s.result_of IS NOT NULL AS cached,
        s.error_code, s.error_message, s.error_details,
        coalesce(s.report, w.report)::text AS report, s.ai::text AS ai
      FROM scan s LEFT JOIN scan w ON w.id = s.result_of
      WHERE s.id = $1 AND s.account_id = $2
      """;

  String id() {
    return row.getString("id");
  }

  ScanStatus status() {
    return ScanStatus.of(row.getString("status"));
  }

  String url() {
    return new RepositoryAddress(
            row.getString("host"), row.getString("owner"), row.getString("name"), null, null)
        .url();
  }

  Instant createdAt() {
    return Times.seconds(row.getOffsetDateTime("created_at"));
  }

  Instant startedAt() {
    return Times.seconds(row.getOffsetDateTime("started_at"));
  }

  Instant completedAt() {
    return Times.seconds(row.getOffsetDateTime("completed_at"));
  }

  /** The whole answer of an ended scan. */
  Object ended() {
    return status() == ScanStatus.COMPLETE ? complete() : failed();
  }

  private JsonNode complete() {
    CompleteScan scan =
        new CompleteScan(
            id(),
            url(),
            row.getString("commit_id"),
            row.getString("ref"),
            row.getString("path"),
            row.getBoolean("cached"),
            createdAt(),
            startedAt(),
            completedAt(),
            ai());
    return scan.toJson(tree(row.getString("report")));
  }

  private UnfinishedScan failed() {
    ErrorCode code = ErrorCode.valueOf(row.getString("error_code"));
    ApiError error =
        new ApiError(code, row.getString("error_message"), row.getString("error_details"));
    return new UnfinishedScan(
        id(), ScanStatus.FAILED, url(), createdAt(), startedAt(), completedAt(), null, error);
  }

  private AiResult ai() {
    String stored = row.getString("ai");
    if (stored == null) {
      return row.getBoolean("enable_ai") ? AiResult.UNAVAILABLE : AiResult.SKIPPED;
    }
    try {
      return Json.mapper().readerFor(AiResult.class).readValue(stored);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored AI result is not readable", e);
    }
  }

  private static JsonNode tree(String report) {
    try {
      return Json.mapper().readTree(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored report is not readable", e);
    }
  }
}
