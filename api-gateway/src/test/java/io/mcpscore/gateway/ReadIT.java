package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Channels;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Header;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class ReadIT {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ";

  @Inject Database database;
  @Inject RedisDataSource redis;

  @Test
  void aRunningScanTellsItsProgress() {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/progress").path("id");

    client
        .read(id)
        .then()
        .statusCode(200)
        .header("ETag", nullValue())
        .header("Cache-Control", "no-store")
        .body("id", equalTo(id))
        .body("status", equalTo("pending"))
        .body("createdAt", matchesPattern(TIME))
        .body("startedAt", nullValue())
        .body("progress.phase", equalTo("queued"))
        .body("progress.percent", equalTo(0));

    database.claim(id, 60);
    redis
        .value(String.class)
        .set(
            Channels.progress(id),
            "{\"phase\":\"parsing\",\"percent\":40,\"filesDone\":3,\"filesTotal\":9}");
    client
        .read(id)
        .then()
        .body("status", equalTo("analyzing"))
        .body("startedAt", matchesPattern(TIME))
        .body("progress.phase", equalTo("parsing"))
        .body("progress.filesTotal", equalTo(9));
  }

  @Test
  void aCompleteScanHasTheMembersOfTheContractInTheirOrder() {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/complete").path("id");
    database.complete(id, "rules-1");

    Response answer = client.read(id);

    answer
        .then()
        .statusCode(200)
        .contentType("application/json")
        .header("ETag", matchesPattern("\"[0-9a-f]{32}\""))
        .body("status", equalTo("complete"))
        .body("score", equalTo(88))
        .body("grade", equalTo("B"))
        .body("safetyScore", equalTo(71))
        .body("findings[0].id", equalTo("finding_1"))
        .body("findings[0].line", equalTo(42))
        .body("commit", equalTo("a".repeat(40)))
        .body("cached", equalTo(false))
        .body("completedAt", matchesPattern(TIME))
        .body("ai.status", equalTo("unavailable"))
        .body("ruleSetVersion", equalTo("rules-1"));
    assertTrue(
        answer.asString().startsWith("{\"id\":\"" + id + "\",\"status\":\"complete\",\"url\":"),
        answer.asString());
    assertEquals(answer.asString(), client.read(id).asString());
  }

  @Test
  void aFailedScanSaysWhy() {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/failed").path("id");
    database.fail(id);

    client
        .read(id)
        .then()
        .statusCode(200)
        .body("status", equalTo("failed"))
        .body("completedAt", matchesPattern(TIME))
        .body("error.code", equalTo("NO_MCP_SERVER"))
        .body("error.message", equalTo("No MCP server found"))
        .body("error.details", equalTo("Look elsewhere"))
        .body("score", nullValue());
  }

  @Test
  void anEntityTagSavesTheBody() {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/tagged").path("id");
    database.complete(id, "rules-1");
    String etag = client.read(id).header("ETag");

    for (String given : List.of(etag, "W/" + etag, "\"other\", " + etag, "*")) {
      Response answer = client.call().header("If-None-Match", given).get("/api/v1/scan/" + id);
      assertEquals(304, answer.statusCode(), given);
      assertEquals("", answer.asString());
      assertEquals(etag, answer.header("ETag"));
    }
    client
        .call()
        .header("If-None-Match", "\"other\"")
        .get("/api/v1/scan/" + id)
        .then()
        .statusCode(200);
  }

  /** The first answer of a finished scan comes from the resource layer, later ones from below. */
  @Test
  void theShortWayAndTheResourceGiveTheSameAnswer() {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/short-way").path("id");
    database.complete(id, "rules-1");
    String path = "/api/v1/scan/" + id;

    Response first = client.call().accept("application/json").get(path);
    for (String accept : List.of("application/json", "*/*")) {
      assertSame(first, client.call().accept(accept).get(path));
    }
    String etag = first.header("ETag");
    assertSame(
        client.call().header("If-None-Match", etag).queryParam("format", "json").get(path),
        client.call().header("If-None-Match", etag).get(path));
    Client.of("enterprise").read(id).then().statusCode(404);
  }

  @Test
  void theShortWayIsMeasuredUnderThePathOfItsOperation() {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/short-way-measured").path("id");
    database.complete(id, "rules-1");
    client.read(id);
    client.read(id);

    String metrics = given().get("/q/metrics").asString();

    assertTrue(metrics.contains("uri=\"/api/v1/scan/{id}\""), metrics);
    assertFalse(metrics.contains(id), metrics);
  }

  private static void assertSame(Response expected, Response actual) {
    assertEquals(expected.statusCode(), actual.statusCode());
    assertEquals(expected.asString(), actual.asString());
    assertEquals(constantHeaders(expected), constantHeaders(actual));
  }

  /** Header lines but those that differ from request to request. */
  private static Set<String> constantHeaders(Response answer) {
    Set<String> lines = new TreeSet<>();
    for (Header header : answer.headers()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      boolean changes = name.contains("ratelimit") || name.equals("x-request-id");
      lines.add(changes ? name : name + ": " + header.getValue());
    }
    return lines;
  }

  @Test
  void nobodyCanTellAnotherAccountsScanFromNone() {
    Client client = Client.of("enterprise");
    String theirs = Client.of("enterprise").scan("https://github.com/public/theirs").path("id");
    String unknown = "scan_" + "7".repeat(22);

    String body = client.read(theirs).asString();
    assertEquals(404, client.read(theirs).statusCode());
    assertEquals(body, client.read(unknown).asString());
    assertEquals(body, client.read("scan_%00").asString());
    assertEquals(body, client.read("nonsense").asString());
    assertTrue(body.contains("SCAN_NOT_FOUND"), body);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWaitingRequestIsAnsweredWhenTheScanEnds(boolean announced) throws Exception {
    // Given a request that waits for a running scan
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/awaited-" + announced).path("id");
    database.claim(id, 60);
    CompletableFuture<Response> waiting =
        CompletableFuture.supplyAsync(() -> client.call().get("/api/v1/scan/" + id + "?wait=30"));
    Thread.sleep(500);

    // When the scan ends, and Redis carries the word or does not
    database.complete(id, "rules-1");
    if (announced) {
      redis.pubsub(String.class).publish(Channels.progress(id), "complete");
    }

    // Then it has the result soon
    waiting.get(5, TimeUnit.SECONDS).then().statusCode(200).body("status", equalTo("complete"));
  }

  @Test
  void aWaitEndsWithItsTime() {
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/slow-one").path("id");

    long start = System.nanoTime();
    client
        .call()
        .get("/api/v1/scan/" + id + "?wait=1")
        .then()
        .statusCode(200)
        .body("status", equalTo("pending"));
    assertTrue(System.nanoTime() - start >= 1_000_000_000L, "a second had to pass");
    client
        .call()
        .header("Prefer", "respond-async, wait=1")
        .get("/api/v1/scan/" + id)
        .then()
        .statusCode(200)
        .header("Preference-Applied", "wait=1");
    client
        .call()
        .get("/api/v1/scan/" + id + "?wait=soon")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void theListIsNewestFirstAndPagesThroughEverything() {
    // Given five scans, and one of another account
    Client client = Client.of("enterprise");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(client.scan("https://github.com/public/listed-" + i).path("id"));
    }
    Client.of("enterprise").scan("https://github.com/public/listed-0");
    Collections.reverse(ids);

    // When they are read two at a time
    List<String> seen = new ArrayList<>();
    String cursor = "";
    do {
      Response page = client.call().get("/api/v1/scans?limit=2" + cursor);
      page.then().statusCode(200);
      seen.addAll(page.path("scans.id"));
      String next = page.path("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    } while (cursor != null);

    // Then each is there once
    assertEquals(ids, seen);
  }

  @Test
  void theListFilters() {
    Client client = Client.of("enterprise");
    String done = client.scan("https://github.com/public/done").path("id");
    database.complete(done, "rules-1");
    String open = client.scan("https://github.com/public/open").path("id");

    client
        .call()
        .get("/api/v1/scans")
        .then()
        .body("scans.id", contains(open, done))
        .body("nextCursor", nullValue())
        .body("scans[1].url", equalTo("https://github.com/public/done"))
        .body("scans[1].score", equalTo(88))
        .body("scans[1].grade", equalTo("B"))
        .body("scans[1].safetyScore", equalTo(71))
        .body("scans[1].safetyGrade", equalTo("C"))
        .body("scans[1].findings", equalTo(1))
        .body("scans[1].cached", equalTo(false))
        .body("scans[1].completedAt", notNullValue());
    for (String filter :
        List.of(
            "status=complete",
            "grade=B",
            "repo=public/done",
            "repo=https://github.com/Public/Done",
            "status=complete&since=2020-01-01&until=2100-01-01T00:00:00Z")) {
      client.call().get("/api/v1/scans?" + filter).then().body("scans.id", contains(done));
    }
    client.call().get("/api/v1/scans?since=2100-01-01").then().body("scans", hasSize(0));
    client.call().get("/api/v1/scans?until=2020-01-01").then().body("scans", hasSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=101",
        "limit=x",
        "status=done",
        "grade=E",
        "since=yesterday",
        "until=2024-13-01",
        "repo=x",
        "repo=a/b/c/d"
      })
  void aParameterThatCannotBeIsRefused(String query) {
    Client.of("enterprise")
        .call()
        .get("/api/v1/scans?" + query)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void aCursorThatNobodyMadeIsRefused() {
    Client.of("enterprise")
        .call()
        .get("/api/v1/scans?cursor=abc")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_CURSOR"));
  }
}
