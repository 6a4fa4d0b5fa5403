package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators see of the queue, and what they may change in it. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class JobsIT {

  private static final String JOBS = "/admin/v1/jobs";

  @Inject Database database;

  private Client client;

  @BeforeEach
  void newAccount() {
    client = Client.of("enterprise");
  }

  @Test
  void jobsAreListedByState() {
    String queued = scan("job-queued");
    String retrying = scan("job-retrying");
    database.claim(retrying, 60);
    release(retrying);
    String running = scan("job-running");
    database.claim(running, 60);
    database.run("UPDATE scan SET claimed_at = now() - interval '7 seconds' WHERE id = ?", running);
    String givenUp = scan("job-given-up");
    giveUp(givenUp, "CLONE_FAILED", "transient");
    String failed = scan("job-failed");
    database.fail(failed);
    String complete = scan("job-complete");
    database.complete(complete, "rules-jobs");

    assertEquals(List.of(queued), listed("&state=queued"));
    assertEquals(List.of(retrying), listed("&state=retrying"));
    assertEquals(List.of(givenUp), listed("&state=given-up"));
    assertEquals(List.of(failed), listed("&state=failed"));
    assertEquals(List.of(givenUp, running, retrying, queued), listed(""), "newest first");
    list("&state=running")
        .then()
        .body("jobs.id", equalTo(List.of(running)))
        .body("jobs[0].worker", equalTo("test"))
        .body("jobs[0].heldSeconds", allOf(greaterThanOrEqualTo(7), lessThanOrEqualTo(40)))
        .body("jobs[0].leaseSeconds", allOf(greaterThanOrEqualTo(20), lessThanOrEqualTo(60)))
        .body("jobs[0].url", equalTo("https://github.com/public/job-running"))
        .body("jobs[0].account", equalTo(client.account()))
        .body("nextCursor", nullValue());
    show(givenUp)
        .then()
        .statusCode(200)
        .body("state", equalTo("given-up"))
        .body("attempt", equalTo(3))
        .body("tries", equalTo(3))
        .body("error.code", equalTo("CLONE_FAILED"))
        .body("error.kind", equalTo("transient"))
        .body("leaseSeconds", nullValue());
    show(complete).then().statusCode(200).body("state", equalTo("complete"));
  }

  @Test
  void pagesHoldEveryJobOnce() {
    List<String> all =
        new ArrayList<>(IntStream.range(0, 5).mapToObj(i -> scan("job-page-" + i)).toList());
    Collections.sort(all, Collections.reverseOrder());
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Response page = list("&state=queued&limit=2" + cursor);
      page.then().statusCode(200).body("jobs", hasSize(lessThanOrEqualTo(2)));
      seen.addAll(page.jsonPath().getList("jobs.id", String.class));
      String next = page.path("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    assertEquals(all, seen);
  }

  @Test
  void aJobThatWasGivenUpIsTriedAgainUnderItsIdWithANewCount() {
    String id = scan("job-again");
    giveUp(id, "CLONE_FAILED", "transient");
    // Its end is told, hence in the memory of the gateway if that kept it.
    client.read(id).then().body("status", equalTo("failed"));

    retry(id, "")
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("state", equalTo("queued"))
        .body("attempt", equalTo(3))
        .body("tries", equalTo(0))
        .body("error", nullValue())
        .body("completedAt", nullValue());

    client.read(id).then().body("status", equalTo("pending")).body("error", nullValue());
    // The numbers of attempts go on, so that a worker of an earlier one can never write.
    database.claim(id, -1);
    assertEquals("4", database.value("SELECT attempt FROM scan WHERE id = ?", id));
    Waiting.until(() -> "pending".equals(status(id)), "the fourth attempt is no reason to give up");
    show(id).then().body("state", equalTo("retrying")).body("tries", equalTo(1));
    database.complete(id, "rules-jobs");
    client.read(id).then().body("status", equalTo("complete"));
  }

  @Test
  void aRetriedJobIsPublishedWithItsAttempt() {
    String id = scan("job-published");
    giveUp(id, "RESOURCE_EXHAUSTED", "resource");
    database.run("UPDATE scan SET published_at = NULL WHERE id = ?", id);

    retry(id, "").then().statusCode(200);

    Waiting.until(
        () -> database.value("SELECT published_at FROM scan WHERE id = ?", id) != null,
        "the relay publishes it");
  }

  @Test
  void whatFailedForGoodIsRetriedByForceAlone() {
    String id = scan("job-for-good");
    database.fail(id);

    retry(id, "")
        .then()
        .statusCode(409)
        .body("error.code", equalTo("JOB_CONFLICT"))
        .body("error.message", containsString("NO_MCP_SERVER"))
        .body("error.details", containsString("force"));
    retry(id, "?force=false").then().statusCode(409);
    assertEquals("failed", status(id));
    retry(id, "?force=true").then().statusCode(200).body("state", equalTo("queued"));
  }

  @Test
  void onlyFailedJobsAreRetriedAndOnlyWaitingOnesDropped() {
    String running = scan("job-busy");
    database.claim(running, 60);
    conflict(retry(running, "?force=true"), "running");
    conflict(drop(running), "running");
    assertEquals("analyzing", status(running));
    String complete = scan("job-done");
    database.complete(complete, "rules-jobs");
    conflict(retry(complete, "?force=true"), "complete");
    conflict(drop(complete), "complete");
    String queued = scan("job-fresh");
    conflict(retry(queued, "?force=true"), "queued");
  }

  @Test
  void aDroppedJobEndsAsFailedWithACodeOfItsOwn() {
    String id = scan("job-dropped");

    drop(id)
        .then()
        .statusCode(200)
        .body("state", equalTo("failed"))
        .body("error.code", equalTo("SCAN_DROPPED"))
        .body("completedAt", notNullValue());

    client
        .read(id)
        .then()
        .body("status", equalTo("failed"))
        .body("error.code", equalTo("SCAN_DROPPED"));
    conflict(drop(id), "failed");
    // The message in the topic finds nothing to claim.
    assertEquals(
        0,
        database.run(
            "UPDATE scan SET status = 'analyzing' WHERE id = ? AND status = 'pending'", id));
  }

  @Test
  void whoWaitsForADroppedScanIsTold() throws Exception {
    String id = scan("job-awaited");
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Response> answer =
          thread.submit(() -> client.call().get("/api/v1/scan/" + id + "?wait=50"));
      Thread.sleep(200);
      drop(id).then().statusCode(200);
      answer.get().then().body("status", equalTo("failed")).time(lessThanOrEqualTo(20_000L));
    }
  }

  @Test
  void aRetryGivesWayToTheSameScanAskedForAnew() {
    String id = scan("job-twice");
    giveUp(id, "CLONE_FAILED", "transient");
    String anew = scan("job-twice");

    retry(id, "").then().statusCode(409).body("error.code", equalTo("JOB_CONFLICT"));

    assertEquals("failed", status(id));
    assertEquals("pending", status(anew));
  }

  @Test
  void ofRetriesAtTheSameTimeOneHappens() throws Exception {
    String id = scan("job-contended");
    giveUp(id, "CLONE_FAILED", "transient");
    List<Callable<Integer>> operators = Collections.nCopies(6, () -> retry(id, "").statusCode());
    List<Integer> statuses = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Integer> status : threads.invokeAll(operators)) {
        statuses.add(status.get());
      }
    }
    assertEquals(1, statuses.stream().filter(s -> s == 200).count(), statuses.toString());
    assertTrue(statuses.stream().allMatch(s -> s == 200 || s == 409), statuses.toString());
  }

  @Test
  void changesAreCounted() {
    String id = scan("job-counted");
    drop(id).then().statusCode(200);
    retry(id, "?force=true").then().statusCode(200);

    given()
        .get("/q/metrics")
        .then()
        .body(containsString("mcpscore_jobs_operated_total{action=\"dropped\"}"))
        .body(containsString("mcpscore_jobs_operated_total{action=\"retried\"}"))
        .body(not(containsString(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"?state=lost", "?state=complete", "?limit=0", "?limit=101", "?limit=x"})
  void aMalformedWishForAListIsRefused(String query) {
    Client.admin()
        .get(JOBS + query)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void otherMalformedRequestsAreRefused() {
    Client.admin()
        .get(JOBS + "?cursor=nonsense")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_CURSOR"));
    retry(scan("job-forced"), "?force=yes")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
    Client.admin().get(JOBS + "?account=nobody-at-all").then().body("jobs", hasSize(0));
  }

  @ParameterizedTest
  @CsvSource({"scan_0000000000000000000000", "nonsense", "scan_%27%20OR%201"})
  void unknownJobsAreNotFound(String id) {
    for (Response answer :
        List.of(
            Client.admin().urlEncodingEnabled(false).get(JOBS + "/" + id),
            Client.admin().urlEncodingEnabled(false).delete(JOBS + "/" + id),
            Client.admin().urlEncodingEnabled(false).post(JOBS + "/" + id + "/retry"))) {
      answer.then().statusCode(404).body("error.code", equalTo("SCAN_NOT_FOUND"));
    }
  }

  @Test
  void withoutTheOperatorsTokenNothingIsToldOrChanged() {
    String id = scan("job-guarded");
    given().get(JOBS).then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
    client.call().get(JOBS).then().statusCode(401);
    client.call().get(JOBS + "/" + id).then().statusCode(401);
    client.call().delete(JOBS + "/" + id).then().statusCode(401);
    client.call().post(JOBS + "/" + id + "/retry").then().statusCode(401);
    assertEquals("pending", status(id));
    assertNull(database.value("SELECT error_code FROM scan WHERE id = ?", id));
  }

  @Test
  void listsHoldTheJobsOfAllAccounts() {
    String mine = scan("job-mine");
    Client other = Client.of("enterprise");
    String theirs = other.scan("https://github.com/public/job-theirs").path("id");

    Client.admin()
        .get(JOBS + "?state=queued&limit=100")
        .then()
        .body("jobs.id", allOf(hasItem(mine), hasItem(theirs)))
        .body("jobs.state", everyItem(equalTo("queued")));
  }

  private String scan(String name) {
    return client.scan("https://github.com/public/" + name).path("id");
  }

  private List<String> listed(String query) {
    return list(query).jsonPath().getList("jobs.id", String.class);
  }

  private Response list(String query) {
    return Client.admin().get(JOBS + "?account=" + client.account() + query);
  }

  private static Response show(String id) {
    return Client.admin().get(JOBS + "/" + id);
  }

  private static Response retry(String id, String query) {
    return Client.admin().post(JOBS + "/" + id + "/retry" + query);
  }

  private static Response drop(String id) {
    return Client.admin().delete(JOBS + "/" + id);
  }

  private static void conflict(Response answer, String state) {
    answer
        .then()
        .statusCode(409)
        .body("error.code", equalTo("JOB_CONFLICT"))
        .body("error.message", containsString(state));
  }

  private String status(String id) {
    return database.value("SELECT status FROM scan WHERE id = ?", id);
  }

  /** A worker hands a scan back, to be tried again much later. */
  private void release(String id) {
    database.run(
        "UPDATE scan SET status = 'pending', lease_until = NULL,"
            + " available_at = now() + interval '1 hour' WHERE id = ?",
        id);
  }

  /** The third attempt of a scan fails. */
  private void giveUp(String id, String code, String kind) {
    database.run(
        "UPDATE scan SET status = 'failed', attempt = 3, worker = 'test', lease_until = NULL,"
            + " completed_at = now(), error_code = ?, error_message = 'The host is away',"
            + " error_kind = ? WHERE id = ?",
        code,
        kind,
        id);
  }
}
