package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.Services;
import io.mcpscore.worker.Switches;
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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose report stands for a new scan, and what the new one gets of it. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class StoredReportsIT {

  private static final String COMMIT = TestSnapshot.COMMIT;

  @Inject ScanRows rows;
  @Inject StoredReports reports;
  @Inject TestRows table;
  @Switches Map<String, Runnable> switches;

  @Test
  void aRepeatedScanHasTheReportOfTheFirstAndTimesOfItsOwn() throws Exception {
    String first = finished("repeat-1", COMMIT, "basis");
    table.change(
        first,
        "UPDATE scan SET created_at = now() - interval '3 days',"
            + " started_at = now() - interval '3 days', completed_at = now() - interval '3 days'"
            + " WHERE id = $1");
    ClaimedScan again = claim(table.insert("repeat-1"));
    assertEquals(Optional.of(first), reports.find(again, COMMIT, "basis"));
    assertTrue(done(rows.repeat(again, new Outcome.Known(first))));
    Row a = table.get(first);
    Row b = table.get(again.id());
    for (String column :
        new String[] {
          "status",
          "commit_id",
          "engine_version",
          "rule_set_version",
          "score",
          "grade",
          "safety_score",
          "safety_grade",
          "findings_count",
          "report_digest",
          "report_text",
          "report_basis",
          "report_until"
        }) {
      assertEquals(a.getValue(column), b.getValue(column), column);
    }
    assertEquals(a.getJson("ai").toString(), b.getJson("ai").toString());
    assertTrue(b.getOffsetDateTime("completed_at").isAfter(a.getOffsetDateTime("completed_at")));
    assertTrue(b.getOffsetDateTime("started_at").isAfter(a.getOffsetDateTime("completed_at")));
    // Whoever comes later finds either of them.
    ClaimedScan third = claim(table.insert("repeat-1"));
    assertEquals(Optional.of(again.id()), reports.find(third, COMMIT, "basis"));
  }

  @Test
  void anotherCommitOrBasisIsAnotherReport() {
    finished("other-1", COMMIT, "basis");
    ClaimedScan again = claim(table.insert("other-1"));
    assertEquals(Optional.empty(), reports.find(again, COMMIT.replace('0', 'f'), "basis"));
    assertEquals(Optional.empty(), reports.find(again, COMMIT, "another"));
  }

  @Test
  void aReportWithoutBasisIsForNobody() {
    finished("accident-1", COMMIT, null);
    assertEquals(
        Optional.empty(), reports.find(claim(table.insert("accident-1")), COMMIT, "basis"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "owner = 'someone'",
        "host = 'git.example'",
        "ref = 'main'",
        "path = 'sub'",
        "enable_ai = true",
        "status = 'failed', error_code = 'CLONE_FAILED'",
        "report_until = (now() AT TIME ZONE 'UTC')::date - 1"
      })
  void anythingElseThatDiffersIsAnotherReport(String difference) {
    String name = "differs-" + difference.replaceAll("[^a-z]+", "-");
    String first = finished(name, COMMIT, "basis");
    ClaimedScan again = claim(table.insert(name));
    assertTrue(reports.find(again, COMMIT, "basis").isPresent());
    table.change(first, "UPDATE scan SET " + difference + " WHERE id = $1");
    assertNotEquals(Optional.of(first), reports.find(again, COMMIT, "basis"), difference);
  }

  @Test
  void aReportHoldsUntilTheEndOfItsLastDay() {
    String first = finished("until-1", COMMIT, "basis");
    table.change(
        first, "UPDATE scan SET report_until = (now() AT TIME ZONE 'UTC')::date WHERE id = $1");
    ClaimedScan again = claim(table.insert("until-1"));
    assertEquals(Optional.of(first), reports.find(again, COMMIT, "basis"));
  }

  @ParameterizedTest
  @CsvSource({
    "true,  true,  true",
    "true,  false, false",
    "false, true,  false",
    "false, false, false",
  })
  void otherAccountsSeeReportsOfPublicRepositoriesAlone(
      boolean first, boolean second, boolean seen) {
    String name = "account-" + first + second;
    table.change(
        finished(name, COMMIT, "basis"), "UPDATE scan SET is_public = " + first + " WHERE id = $1");
    String id = table.insert(name);
    table.change(
        id,
        "UPDATE scan SET is_public = %s, account_id = %d WHERE id = $1"
            .formatted(second, table.otherAccount()));
    assertEquals(seen, reports.find(claim(id), COMMIT, "basis").isPresent());
    // The same account sees it either way.
    String own = table.insert(name);
    table.change(own, "UPDATE scan SET is_public = " + second + " WHERE id = $1");
    assertTrue(reports.find(claim(own), COMMIT, "basis").isPresent());
  }

  @Test
  void whoLostTheLeaseOrNamesNoResultWritesNothing() {
    String first = finished("lost-1", COMMIT, "basis");
    ClaimedScan again = claim(table.insert("lost-1"));
    assertFalse(done(rows.repeat(again, new Outcome.Known("scan_gone"))));
    table.change(again.id(), "UPDATE scan SET attempt = attempt + 1 WHERE id = $1");
    assertFalse(done(rows.repeat(again, new Outcome.Known(first))));
    assertEquals("analyzing", table.get(again.id()).getString("status"));
  }

  @Test
  void aDatabaseThatIsAwayKnowsNothing() {
    ClaimedScan again = claim(table.insert("away-1"));
    switches.get("postgres.stop").run();
    try {
      assertEquals(Optional.empty(), reports.find(again, COMMIT, "basis"));
    } finally {
      switches.get("postgres.start").run();
    }
  }

  private String finished(String name, String commit, String basis) {
    ClaimedScan scan = claim(table.insert(name));
    assertTrue(done(rows.finish(scan, new Outcome.Finished(commit, TestReports.plain(), basis))));
    return scan.id();
  }

  private ClaimedScan claim(String id) {
    return done(rows.claim(new ScanJob(id, 0))).orElseThrow();
  }

  private static <T> T done(Uni<T> statement) {
    return statement.await().atMost(Duration.ofSeconds(10));
  }
}
