package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.Json;
import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.Services;
import io.mcpscore.worker.TestReports;
import io.mcpscore.worker.TestRows;
import io.mcpscore.worker.TestSnapshot;
import io.mcpscore.worker.scan.ClaimedScan;
import io.mcpscore.worker.scan.Outcome;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every statement: who is refused, and what is in the row afterwards; {@link RacesIT}: who wins.
 */
@QuarkusTest
@QuarkusTestResource(Services.class)
class ScanRowsIT {

  private static final Outcome.Finished RESULT =
      new Outcome.Finished(TestSnapshot.COMMIT, TestReports.plain(), "basis");
  private static final ApiError ERROR = new ApiError(ErrorCode.CLONE_FAILED, "why", "what to do");

  @Inject ScanRows rows;
  @Inject TestRows table;

  @Test
  void aClaimNamesItsAttemptAndTakesALease() {
    String id = table.insert("claimed");
    ClaimedScan scan = claim(id, 0).orElseThrow();
    Row row = table.get(id);
    assertEquals(1, scan.attempt());
    assertEquals(1, scan.tries());
    assertEquals(0, scan.waits());
    assertEquals("claimed", scan.address().name());
    assertEquals("analyzing", row.getString("status"));
    assertEquals(1, row.getInteger("attempt"));
    assertNotNull(row.getString("worker"));
    assertEquals(row.getOffsetDateTime("started_at"), row.getOffsetDateTime("claimed_at"));
    Duration lease =
        Duration.between(row.getOffsetDateTime("started_at"), row.getOffsetDateTime("lease_until"));
    assertEquals(Duration.ofSeconds(10), lease);
  }

  @Test
  void aJobOfAnEarlierAttemptClaimsNothing() {
    String id = table.insert("stale");
    ClaimedScan scan = claim(id, 0).orElseThrow();
    assertTrue(done(rows.release(scan, Duration.ZERO)));
    assertEquals(Optional.empty(), claim(id, 0));
    assertEquals(2, claim(id, 1).orElseThrow().attempt());
  }

  @Test
  void attemptsBeforeARetryDoNotCount() {
    String id = table.insert("counted");
    // What an operator's retry leaves of a job that was given up.
    table.change(id, "UPDATE scan SET attempt = 3, uncounted = 3 WHERE id = $1");
    ClaimedScan scan = claim(id, 3).orElseThrow();
    assertEquals(4, scan.attempt());
    assertEquals(1, scan.tries());
  }

  @Test
  void theFirstStartStays() {
    String id = table.insert("started");
    ClaimedScan first = claim(id, 0).orElseThrow();
    var started = table.get(id).getOffsetDateTime("started_at");
    assertTrue(done(rows.release(first, Duration.ZERO)));
    assertEquals(2, claim(id, 1).orElseThrow().attempt());
    assertEquals(started, table.get(id).getOffsetDateTime("started_at"));
  }

  @Test
  void aWorkerThatLostItsLeaseWritesNothing() {
    String id = table.insert("lost");
    ClaimedScan lost = claim(id, 0).orElseThrow();
    // What the reaper does with an expired lease.
    table.change(
        id, "UPDATE scan SET status='pending', lease_until=NULL, published_at=NULL WHERE id=$1");
    assertFalse(done(rows.renew(lost)), "between the owners");
    assertFalse(done(rows.finish(lost, RESULT)));
    ClaimedScan owner = claim(id, 1).orElseThrow();
    assertFalse(done(rows.renew(lost)));
    assertFalse(done(rows.finish(lost, RESULT)));
    assertFalse(done(rows.fail(lost, ERROR, FailureKind.PERMANENT)));
    assertFalse(done(rows.release(lost, Duration.ZERO)));
    assertFalse(done(rows.postpone(lost, Duration.ZERO)));
    assertEquals("analyzing", table.get(id).getString("status"));
    assertTrue(done(rows.finish(owner, RESULT)));
    assertFalse(
        done(rows.fail(owner, ERROR, FailureKind.PERMANENT)), "an ended scan stays as it is");
    assertEquals("complete", table.get(id).getString("status"));
  }

  @Test
  void theResultFillsTheColumnsOfLists() throws Exception {
    String id = table.insert("columns");
    ClaimedScan scan = claim(id, 0).orElseThrow();
    assertTrue(done(rows.finish(scan, RESULT)));
    Row row = table.get(id);
    assertEquals(TestSnapshot.COMMIT, row.getString("commit_id"));
    assertEquals("1.2.3", row.getString("engine_version"));
    assertEquals("rules-7", row.getString("rule_set_version"));
    assertEquals(93, row.getInteger("score"));
    assertEquals("A", row.getString("grade"));
    assertEquals(81, row.getInteger("safety_score"));
    assertEquals("B", row.getString("safety_grade"));
    assertEquals(0, row.getInteger("findings_count"));
    assertEquals(RESULT.report().reportDigest(), row.getString("report_digest"));
    assertNotNull(row.getOffsetDateTime("completed_at"));
    assertNull(row.getOffsetDateTime("lease_until"));
    var report = Json.mapper().readTree(row.getString("report_text"));
    assertEquals("before\u0000after", report.at("/coverage/notes/0").asText());
    assertEquals(93, report.get("score").asInt());
  }

  @Test
  void aFailureFillsTheColumnsOfErrors() {
    String id = table.insert("failed");
    ClaimedScan scan = claim(id, 0).orElseThrow();
    assertTrue(done(rows.fail(scan, ERROR, FailureKind.TRANSIENT)));
    Row row = table.get(id);
    assertEquals("failed", row.getString("status"));
    assertEquals("CLONE_FAILED", row.getString("error_code"));
    assertEquals("why", row.getString("error_message"));
    assertEquals("what to do", row.getString("error_details"));
    assertEquals("transient", row.getString("error_kind"));
    assertNotNull(row.getOffsetDateTime("completed_at"));
  }

  @Test
  void aReleasedScanWaitsUnpublishedForItsPause() {
    String id = table.insert("released");
    table.change(id, "UPDATE scan SET published_at = now() WHERE id = $1");
    ClaimedScan scan = claim(id, 0).orElseThrow();
    assertTrue(done(rows.release(scan, Duration.ofMinutes(1))));
    Row row = table.get(id);
    assertEquals("pending", row.getString("status"));
    assertEquals(1, row.getInteger("attempt"));
    assertNull(row.getOffsetDateTime("published_at"));
    assertNull(row.getOffsetDateTime("lease_until"));
    var pause =
        Duration.between(
            row.getOffsetDateTime("created_at"), row.getOffsetDateTime("available_at"));
    assertTrue(pause.compareTo(Duration.ofSeconds(59)) > 0);
  }

  @Test
  void aValueThatTheDatabaseRefusesIsNotTriedAgain() {
    String id = table.insert("refused");
    ClaimedScan scan = claim(id, 0).orElseThrow();
    ApiError unwritable = new ApiError(ErrorCode.CLONE_FAILED, "a\u0000b", null);
    assertThrows(
        UnwritableException.class,
        () ->
            DatabaseCalls.untilDone(
                () -> rows.fail(scan, unwritable, FailureKind.PERMANENT), () -> false));
  }

  private Optional<ClaimedScan> claim(String id, int attempt) {
    return done(rows.claim(new ScanJob(id, attempt)));
  }

  private static <T> T done(Uni<T> statement) {
    return statement.await().atMost(Duration.ofSeconds(10));
  }
}
