package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many wishes in one request, and what becomes of them. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class BatchIT {

  private static final String RULES = "rules-1";

  @Inject Database database;

  @Test
  void eachUrlGetsWhatARequestForItAloneWouldGet() {
    // Given a finished scan and a running one
    Client client = Client.of("enterprise");
    String finished = client.scan(url("batch-finished")).path("id");
    database.complete(finished, RULES);
    String running = client.scan(url("batch-running")).path("id");

    // When they are asked for with others, good and bad
    Response answer =
        batch(
            client,
            url("batch-finished"),
            url("batch-new"),
            "https://user:batch-canary@github.com/a/b",
            url("Batch-Running"),
            "https://github.com/absent/x",
            "https://github.com/private/x",
            url("batch-new") + ".git");

    // Then each has its own answer, in order
    answer
        .then()
        .statusCode(201)
        .header("Location", startsWith("/api/v1/batches/batch_"))
        .body("total", equalTo(7))
        .body("accepted", equalTo(4))
        .body("refused", equalTo(3))
        .body("items", hasSize(7))
        .body("items[0].status", equalTo(200))
        .body("items[0].scan.id", equalTo(finished))
        .body("items[0].scan.cached", equalTo(true))
        .body("items[0].scan.score", equalTo(88))
        .body("items[1].status", equalTo(201))
        .body("items[1].scan.status", equalTo("pending"))
        .body("items[1].scan.url", equalTo(url("batch-new")))
        .body("items[2].status", equalTo(400))
        .body("items[2].error.code", equalTo("INVALID_URL"))
        .body("items[2].scan", nullValue())
        .body("items[3].status", equalTo(200))
        .body("items[3].scan.id", equalTo(running))
        .body("items[4].status", equalTo(404))
        .body("items[4].error.code", equalTo("REPO_NOT_FOUND"))
        .body("items[5].status", equalTo(403))
        .body("items[5].error.code", equalTo("PRIVATE_REPO"))
        .body("items[6].status", equalTo(200));
    assertEquals(answer.<String>path("items[1].scan.id"), answer.path("items[6].scan.id"));
    // And what is no URL is kept nowhere
    assertEquals(
        "0",
        database.value("SELECT count(*) FROM batch_item i WHERE i::text LIKE '%batch-canary%'"));
  }

  @Test
  void scansOfABatchGoToTheBulkTopicAndOneThatIsAskedForSinglyMovesToTheFront() throws Exception {
    Client client = Client.of("enterprise");
    String id = batch(client, url("batch-bulk")).path("items[0].scan.id");
    awaitPublished(id);
    assertEquals("t", database.value("SELECT bulk FROM scan WHERE id = ?", id));

    // A batch that joins it changes nothing, a single request does
    assertEquals(id, batch(client, url("batch-bulk")).path("items[0].scan.id"));
    assertEquals("t", database.value("SELECT bulk FROM scan WHERE id = ?", id));
    assertEquals(id, client.scan(url("batch-bulk")).path("id"));
    assertEquals("f", database.value("SELECT bulk FROM scan WHERE id = ?", id));
  }

  @Test
  void theBatchTellsHowFarItIsUntilItIsDone() {
    // Given a batch of three scans and a refusal
    Client client = Client.of("enterprise");
    Response made =
        batch(client, url("far-1"), url("far-2"), url("far-3"), "https://example.org/none");
    String path = made.header("Location");
    client
        .call()
        .get(path)
        .then()
        .statusCode(200)
        .body("id", equalTo(made.path("id")))
        .body("total", equalTo(4))
        .body("done", equalTo(false))
        .body("counts.pending", equalTo(3))
        .body("counts.refused", equalTo(1))
        .body("items[3].status", equalTo("refused"))
        .body("items[3].error.code", equalTo("INVALID_URL"))
        .body("items[3].url", nullValue())
        .body("nextCursor", nullValue());

    // When its scans go on, then the counts do
    database.claim(made.path("items[0].scan.id"), 60);
    database.complete(made.path("items[1].scan.id"), RULES);
    database.fail(made.path("items[2].scan.id"));
    client
        .call()
        .get(path)
        .then()
        .body("done", equalTo(false))
        .body("counts.pending", equalTo(0))
        .body("counts.analyzing", equalTo(1))
        .body("counts.complete", equalTo(1))
        .body("counts.failed", equalTo(1))
        .body("items[1].score", equalTo(88))
        .body("items[1].grade", equalTo("B"))
        .body("items[2].error.code", equalTo("NO_MCP_SERVER"));

    // And in the end it is done
    database.complete(made.path("items[0].scan.id"), RULES);
    client.call().get(path).then().body("done", equalTo(true)).body("counts.complete", equalTo(2));
  }

  @Test
  void askingAgainCostsNothingWhileNothingChanges() {
    Client client = Client.of("pro");
    Response made = batch(client, url("tagged-1"), url("tagged-2"));
    String path = made.header("Location");
    made.then().header("X-RateLimit-Remaining", "98");
    Response first = client.call().get(path);
    first.then().header("X-RateLimit-Remaining", "97");
    String tag = first.header("ETag");

    client
        .call()
        .header("If-None-Match", tag)
        .get(path)
        .then()
        .statusCode(304)
        .header("X-RateLimit-Remaining", "97");
    database.complete(made.path("items[0].scan.id"), RULES);
    Response changed = client.call().header("If-None-Match", tag).get(path);

    changed.then().statusCode(200).body("counts.complete", equalTo(1));
    assertNotEquals(tag, changed.header("ETag"));
  }

  @Test
  void itemsComeInPages() {
    Client client = Client.of("enterprise");
    Response made = batch(client, urls("paged", 5));
    String path = made.header("Location");

    List<Integer> indexes = new ArrayList<>();
    String cursor = null;
    int pages = 0;
    do {
      Response page =
          cursor == null
              ? client.call().queryParam("limit", 2).get(path)
              : client.call().queryParam("limit", 2).queryParam("cursor", cursor).get(path);
      page.then().statusCode(200).body("total", equalTo(5)).body("counts.pending", equalTo(5));
      indexes.addAll(page.path("items.index"));
      cursor = page.path("nextCursor");
      pages++;
    } while (cursor != null);

    assertEquals(List.of(0, 1, 2, 3, 4), indexes);
    assertEquals(3, pages);
    client.call().queryParam("cursor", "b1:0").get(path).then().statusCode(400);
    client.call().queryParam("limit", "1001").get(path).then().statusCode(400);
  }

  @Test
  void anotherAccountsBatchIsAsAbsentAsOneThatNeverWas() {
    Client owner = Client.of("enterprise");
    String path = batch(owner, url("walled")).header("Location");
    Client stranger = Client.of("enterprise");

    Response foreign = stranger.call().get(path);
    Response unknown = stranger.call().get("/api/v1/batches/batch_0000000000000000000001");
    Response malformed = stranger.call().get("/api/v1/batches/nonsense");

    foreign.then().statusCode(404).body("error.code", equalTo("BATCH_NOT_FOUND"));
    assertEquals(foreign.asString(), unknown.asString());
    assertEquals(foreign.asString(), malformed.asString());
    assertEquals(404, unknown.statusCode());
    assertEquals(404, malformed.statusCode());
  }

  @Test
  void everyNewScanCountsAndNothingElseDoes() {
    // Given a key with a limit of five requests, of which one has made a result
    Response made =
        Client.admin()
            .contentType("application/json")
            .body(
                """
                {"account": "%s", "tier": "pro", "name": "ci", "dailyLimit": 5}\
                """
                    .formatted("counted-" + UUID.randomUUID()))
            .post("/admin/v1/keys");
    Client client = new Client("counted", made.path("id"), made.path("key"));
    database.complete(client.scan(url("counted-0")).path("id"), RULES);

    // When a batch asks for an old one, a bad one and two new ones, then two are counted
    batch(client, url("counted-0"), "https://example.org/none", url("counted-1"), url("counted-2"))
        .then()
        .statusCode(201)
        .body("accepted", equalTo(3))
        .header("X-RateLimit-Remaining", "2");

    // And one that asks for more than what is left gets that much, and an error for the rest
    Response over = batch(client, urls("counted-more", 4));
    over.then().statusCode(201).body("accepted", equalTo(2)).header("X-RateLimit-Remaining", "0");
    assertEquals(
        List.of("RATE_LIMIT_EXCEEDED", "RATE_LIMIT_EXCEEDED"),
        over.<List<String>>path("items.findAll { it.error != null }.error.code"));
    batch(client, url("counted-0")).then().statusCode(429);
  }

  @Test
  void aBatchUnderAnIdempotencyKeyIsMadeOnce() {
    Client client = Client.of("enterprise");
    String key = UUID.randomUUID().toString();

    Response first = keyed(client, key, body(url("idem-1"), "https://example.org/none"));
    Response again = keyed(client, key, body(url("idem-1"), "https://example.org/none"));

    assertEquals(201, again.statusCode());
    assertEquals(first.asString(), again.asString());
    assertEquals(first.header("Location"), again.header("Location"));
    keyed(client, key, body(url("idem-2")))
        .then()
        .statusCode(422)
        .body("error.code", equalTo("IDEMPOTENCY_KEY_REUSED"));
  }

  @Test
  void aThousandUrlsAreOneBatch() {
    Client client = Client.of("enterprise");
    String[] thousand = urls("thousand", 1000);

    Response made = batch(client, thousand);

    assertEquals(201, made.statusCode(), made::asString);
    made.then().body("total", equalTo(1000)).body("accepted", equalTo(1000));
    assertEquals(
        IntStream.range(0, 1000).mapToObj(i -> url("thousand-" + i)).toList(),
        made.<List<String>>path("items.scan.url"));
    client
        .call()
        .get(made.header("Location"))
        .then()
        .body("counts.pending", equalTo(1000))
        .body("items", hasSize(100));
    // So that no other test meets a queue of a thousand
    database.run("DELETE FROM batch_item WHERE batch_id = ?", made.<String>path("id"));
    database.run("DELETE FROM scan WHERE name LIKE 'thousand-%'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"urls\": []}",
        "{\"urls\": \"https://github.com/a/b\"}",
        "{\"urls\": [1]}",
        "{\"urls\": [null]}",
        "{\"urls\": [\"https://github.com/a/b\"], \"more\": 1}",
        "{\"urls\": [\"https://github.com/a/b\"], \"ref\": \"..\"}",
        "[]"
      })
  void whatIsNoBatchIsRefusedAsAWhole(String body) {
    post(Client.of("enterprise"), body)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void moreThanAThousandAreRefusedAndSoIsABodyBeyondTheLimit() {
    Client client = Client.of("enterprise");
    batch(client, urls("more", 1001)).then().statusCode(400);
    String long1 = "https://github.com/a/" + "x".repeat(600);
    post(client, body(IntStream.range(0, 1000).mapToObj(i -> long1).toArray(String[]::new)))
        .then()
        .statusCode(413)
        .body("error.code", equalTo("PAYLOAD_TOO_LARGE"));
    client
        .submit("{\"url\": \"" + "x".repeat(70_000) + "\"}")
        .then()
        .statusCode(413)
        .body("error.code", equalTo("PAYLOAD_TOO_LARGE"));
  }

  @Test
  void aFullQueueRefusesWithAWordOnWhatToDoAndOpensWhenScansEnd() throws Exception {
    // Given an account that may have three unfinished scans
    Client client = Client.of("enterprise");
    database.run("UPDATE account SET queue_limit = 3 WHERE name = ?", client.account());

    // When twelve requests for different repositories arrive at once, then three are accepted
    List<Response> answers = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads =
        IntStream.range(0, 12)
            .mapToObj(
                i -> Thread.ofVirtual().start(() -> answers.add(client.scan(url("full-" + i)))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(3, answers.stream().filter(answer -> answer.statusCode() == 201).count());
    Response refused =
        answers.stream().filter(answer -> answer.statusCode() != 201).findFirst().orElseThrow();
    refused
        .then()
        .statusCode(429)
        .header("Retry-After", "30")
        .body("error.code", equalTo("QUEUE_LIMIT_EXCEEDED"));

    // And joining a running scan needs no room, in a batch neither
    Response running =
        answers.stream().filter(answer -> answer.statusCode() == 201).findFirst().orElseThrow();
    assertEquals(200, client.scan(running.path("url")).statusCode());
    Response mixed = batch(client, running.path("url"), url("full-a"), url("full-b"));
    mixed
        .then()
        .statusCode(201)
        .body("items[0].status", equalTo(200))
        .body("items[1].status", equalTo(429))
        .body("items[1].error.code", equalTo("QUEUE_LIMIT_EXCEEDED"))
        .body("items[2].status", equalTo(429));

    // And when one ends there is room for one
    database.complete(running.path("id"), RULES);
    batch(client, url("full-a"), url("full-b")).then().body("accepted", equalTo(1));
  }

  @Test
  void whatTheQueueHasNoRoomForIsNotCounted() {
    Client client = Client.of("pro");
    database.run("UPDATE account SET queue_limit = 2 WHERE name = ?", client.account());

    batch(client, urls("no-room", 10))
        .then()
        .body("accepted", equalTo(2))
        .header("X-RateLimit-Remaining", "98");
    client.call().get("/api/v1/scans").then().header("X-RateLimit-Remaining", "97");
  }

  @Test
  void anUnreachableHostHoldsNoBatchUp() {
    Client client = Client.of("enterprise");
    long start = System.nanoTime();

    Response made =
        batch(
            client,
            IntStream.range(0, 50)
                .mapToObj(i -> "https://down.example/a/batch-" + i)
                .toArray(String[]::new));

    made.then().body("accepted", equalTo(50));
    assertTrue(System.nanoTime() - start < 15_000_000_000L, "within the time for probes");
    assertNull(made.path("items[0].error"));
  }

  private void awaitPublished(String id) throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (database.value("SELECT published_at FROM scan WHERE id = ?", id) == null) {
      assertTrue(System.nanoTime() < deadline, "published");
      Thread.sleep(50);
    }
  }

  private static String url(String name) {
    return "https://github.com/public/" + name.toLowerCase(Locale.ROOT);
  }

  private static String[] urls(String name, int count) {
    return IntStream.range(0, count).mapToObj(i -> url(name + "-" + i)).toArray(String[]::new);
  }

  private static String body(String... urls) {
    return "{\"urls\": ["
        + List.of(urls).stream().map(url -> '"' + url + '"').collect(Collectors.joining(","))
        + "]}";
  }

  private static Response batch(Client client, String... urls) {
    return post(client, body(urls));
  }

  private static Response keyed(Client client, String key, String body) {
    return client
        .call()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/scans");
  }

  private static Response post(Client client, String body) {
    return client.call().contentType("application/json").body(body).post("/api/v1/scans");
  }
}
