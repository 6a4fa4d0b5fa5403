package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Channels;
import io.mcpscore.model.ScanId;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class SubmitIT {

  private static final String RULES = "rules-1";

  @TestHTTPResource("/api/v1/scan")
  URI scan;

  @Inject Database database;

  @Inject RedisDataSource redis;

  @Test
  void aNewScanIsQueued() {
    Client client = Client.of("enterprise");

    Response answer = client.scan("https://github.com/Public/New-One.git");

    answer
        .then()
        .statusCode(201)
        .body("status", equalTo("pending"))
        .body("url", equalTo("https://github.com/public/new-one"))
        .body("cached", equalTo(false))
        .body("score", nullValue());
    String id = answer.path("id");
    assertTrue(ScanId.isValid(id));
    answer.then().header("Location", "/api/v1/scan/" + id);
    assertEquals(
        "{\"id\":\""
            + id
            + "\",\"status\":\"pending\","
            + "\"url\":\"https://github.com/public/new-one\",\"cached\":false}",
        answer.asString());
  }

  @Test
  void aBodyUpToTheLimitIsReadWhole() {
    Client client = Client.of("enterprise");

    client
        .submit(" ".repeat(40_000) + "{\"url\": \"https://github.com/public/spacious\"}")
        .then()
        .statusCode(201);
  }

  @Test
  void aFinishedScanAnswersFor24HoursUnlessRefreshIsForced() {
    // Given a finished scan
    Client client = Client.of("enterprise");
    String url = "https://github.com/public/finished";
    String id = client.scan(url).path("id");
    database.complete(id, RULES);

    // When the same is asked for, then it is served
    client
        .scan(url)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("status", equalTo("complete"))
        .body("cached", equalTo(true))
        .body("score", equalTo(88))
        .body("grade", equalTo("B"));

    // But not when it is forced, for another part of the repository, or a day later
    Response forced = client.submit("{\"url\": \"" + url + "\", \"forceRefresh\": true}");
    forced.then().statusCode(201).body("cached", equalTo(false));
    database.fail(forced.path("id"));
    client.submit("{\"url\": \"" + url + "\", \"path\": \"src\"}").then().statusCode(201);
    client.submit("{\"url\": \"" + url + "/tree/v2\"}").then().statusCode(201);
    database.run("UPDATE scan SET completed_at = now() - interval '25 hours' WHERE id = ?", id);
    Waiting.until(() -> client.scan(url).statusCode() == 201, "a result is forgotten");
  }

  @Test
  void aNewerResultIsServedOnceTheEndOfItsScanIsHeardOf() throws Exception {
    // Given a result that was just served, and a newer one
    Client client = Client.of("enterprise");
    String url = "https://github.com/public/pushed-to";
    String older = client.scan(url).path("id");
    database.complete(older, RULES);
    String body = "{\"url\": \"" + url + "\", \"forceRefresh\": true}";
    String newer = client.submit(body).path("id");
    database.complete(newer, RULES);
    database.run("UPDATE scan SET completed_at = now() - interval '1 hour' WHERE id = ?", newer);
    assertEquals(older, client.scan(url).path("id"));
    database.run("UPDATE scan SET completed_at = now() WHERE id = ?", newer);

    // When its end is told
    redis.pubsub(String.class).publish(Channels.progress(newer), "complete");

    // Then it is served before the older one would be forgotten
    long deadline = System.nanoTime() + Duration.ofMillis(800).toNanos();
    String served = older;
    while (served.equals(older) && System.nanoTime() < deadline) {
      Thread.sleep(20);
      served = client.scan(url).path("id");
    }
    assertEquals(newer, served);
  }

  @Test
  void aResultOfAnotherRuleSetIsNotServed() {
    Client client = Client.of("enterprise");
    String url = "https://github.com/public/older-rules";
    database.complete(client.scan(url).path("id"), "rules-0");
    database.complete(client.scan("https://github.com/public/newer-rules").path("id"), RULES);

    client.scan(url).then().statusCode(201);
  }

  @Test
  void aResultOfAPublicRepositoryServesOtherAccountsUnderIdsOfTheirOwn() {
    // Given a finished scan of one account
    Client first = Client.of("enterprise");
    String url = "https://github.com/public/shared";
    String work = first.scan(url).path("id");
    database.complete(work, RULES);

    // When another account asks for the same, twice
    Client second = Client.of("enterprise");
    Response hit = second.scan(url);
    String own = hit.path("id");

    // Then it gets the result under one id of its own
    hit.then().statusCode(200).body("cached", equalTo(true)).body("score", equalTo(88));
    assertNotEquals(work, own);
    assertEquals(own, second.scan(url).path("id"));
    second
        .read(own)
        .then()
        .statusCode(200)
        .body("cached", equalTo(true))
        .body("findings[0].checkId", equalTo("rce-eval"));
    // And neither account sees the other's scan
    second.read(work).then().statusCode(404);
    first.read(own).then().statusCode(404);
  }

  @Test
  void aResultOfAPrivateRepositoryServesItsOwnAccountOnly() {
    Client first = Client.of("enterprise");
    String url = "https://github.com/public/turned-private";
    String work = first.scan(url).path("id");
    database.complete(work, RULES);
    database.run("UPDATE scan SET is_public = false WHERE id = ?", work);

    first.scan(url).then().statusCode(200).body("id", equalTo(work));
    Client.of("enterprise").scan(url).then().statusCode(201);
  }

  @Test
  void aFailedScanIsNeverServed() {
    Client client = Client.of("enterprise");
    String url = "https://github.com/public/failing";
    database.fail(client.scan(url).path("id"));

    client.scan(url).then().statusCode(201);
  }

  @Test
  void aSecondWishJoinsTheRunningScanAndOnlyWithTheSameOptions() {
    Client client = Client.of("enterprise");
    String url = "https://github.com/public/running";
    String id = client.scan(url).path("id");

    client
        .scan(url)
        .then()
        .statusCode(200)
        .body("id", equalTo(id))
        .body("status", equalTo("pending"))
        .body("cached", equalTo(false));
    database.claim(id, 60);
    client.scan(url).then().statusCode(200).body("status", equalTo("analyzing"));
    client.submit("{\"url\": \"" + url + "\", \"enableAI\": false}").then().statusCode(201);
    client.submit("{\"url\": \"" + url + "\", \"ref\": \"v1\"}").then().statusCode(201);
    Client.of("enterprise").scan(url).then().statusCode(201);
  }

  @Test
  void aHundredWishesAtOnceMakeOneScan() throws Exception {
    // Given an account and a repository that nobody has asked for
    Client client = Client.of("enterprise");

    // When a hundred wishes arrive at once
    Set<String> ids = ConcurrentHashMap.newKeySet();
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    List<Thread> threads =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              Response answer = client.scan("https://github.com/public/raced");
                              statuses.add(answer.statusCode());
                              ids.add(answer.path("id"));
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    // Then all of them have the same scan
    assertEquals(1, ids.size());
    assertEquals(Set.of(200, 201), statuses);
    assertEquals("1", database.value("SELECT count(*) FROM scan WHERE name = 'raced'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not a url",
        "https://gitlab.com/owner/name",
        "https://github.com/owner",
        "https://user:pass@github.com/owner/name",
        "https://github.com:8443/owner/name",
        "ftp://github.com/owner/name",
        "https://127.0.0.1/owner/name",
        "file:///etc/passwd",
        ""
      })
  void aUrlThatIsNoRepositoryIsRefusedInThePublishedWords(String url) {
    Client.of("enterprise")
        .scan(url)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_URL"))
        .body("error.message", equalTo("Invalid GitHub URL provided"))
        .body("error.details", equalTo("URL must be a valid GitHub repository URL"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``",
        "null",
        "[]",
        "{",
        "{} {}",
        "{}",
        "{\"url\": 1}",
        "{\"url\": null}",
        "{\"url\": \"github.com/a/b\", \"url\": \"github.com/a/c\"}",
        "{\"url\": \"github.com/a/b\", \"forceRefresh\": \"true\"}",
        "{\"url\": \"github.com/a/b\", \"enableAI\": 1}",
        "{\"url\": \"github.com/a/b\", \"webhookUrl\": \"http://example.com\"}",
        "{\"url\": \"github.com/a/b\", \"webhookUrl\": true}",
        "{\"url\": \"github.com/a/b\", \"webhook\": \"https://example.com\"}",
        "{\"url\": \"github.com/a/b\", \"ref\": \"../x\"}",
        "{\"url\": \"github.com/a/b\", \"ref\": \"\"}",
        "{\"url\": \"github.com/a/b\", \"path\": \"/etc\"}",
        "{\"url\": \"github.com/a/b\", \"path\": \"a/../b\"}"
      })
  void aMalformedBodyIsRefused(String body) {
    Client.of("enterprise")
        .submit(body)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"))
        .body("error.message", equalTo("Invalid request"));
  }

  @Test
  void aBodyWhoseLengthNobodyAnnouncedIsBoundedToo() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(scan)
            .header("Authorization", "Bearer " + Client.of("enterprise").key())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[200_000])))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());

      assertEquals(413, answer.statusCode());
      assertTrue(answer.body().contains("PAYLOAD_TOO_LARGE"), answer.body());
    }
  }

  @Test
  void anIdempotencyKeyRepeatsItsAnswer() {
    // Given an answer under a key
    Client client = Client.of("enterprise");
    String body = "{\"url\": \"https://github.com/public/once\"}";
    Response first = idempotent(client, "key-1", body);
    first.then().statusCode(201);
    database.complete(first.path("id"), RULES);

    // When the same request comes again, written otherwise, then so does the answer
    Response again =
        idempotent(client, "key-1", "{ \"url\" : \"https://github.com/public/once\" }");
    again.then().statusCode(201);
    assertEquals(first.asString(), again.asString());

    // But another body under it is refused, and another account has keys of its own
    idempotent(client, "key-1", "{\"url\": \"https://github.com/public/twice\"}")
        .then()
        .statusCode(422)
        .body("error.code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    idempotent(Client.of("enterprise"), "key-1", body).then().statusCode(200);
    idempotent(client, "k".repeat(256), body).then().statusCode(400);
  }

  @Test
  void anIdempotencyKeyIsHeldWhileItsRequestIsUnderWayAndFreeAfterAFailure() {
    Client client = Client.of("enterprise");
    String absent = "{\"url\": \"https://github.com/absent/nothing\"}";
    idempotent(client, "key-2", absent).then().statusCode(404);
    idempotent(client, "key-2", "{\"url\": \"https://github.com/public/after\"}")
        .then()
        .statusCode(201);

    // Another gateway holds the key
    database.run("UPDATE idempotency_key SET status = NULL WHERE key = 'key-2'");
    idempotent(client, "key-2", "{\"url\": \"https://github.com/public/after\"}")
        .then()
        .statusCode(409)
        .body("error.code", equalTo("IDEMPOTENCY_CONFLICT"));

    // It died a while ago
    database.run(
        "UPDATE idempotency_key SET created_at = now() - interval '2 minutes' WHERE key = 'key-2'");
    idempotent(client, "key-2", "{\"url\": \"https://github.com/public/after\"}")
        .then()
        .statusCode(200);
  }

  private static Response idempotent(Client client, String key, String body) {
    return client
        .call()
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/scan");
  }
}
