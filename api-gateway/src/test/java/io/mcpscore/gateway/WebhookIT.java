package io.mcpscore.gateway;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.webhook.Receiver;
import io.mcpscore.gateway.webhook.Receiver.Behaviour;
import io.mcpscore.gateway.webhook.Receiver.Received;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class WebhookIT {

  private static final String RULES = "rules-1";

  @Inject Database database;

  @Test
  void theEndOfAScanIsToldAndTheSignatureHolds() throws Exception {
    // Given an account with a secret, and a scan whose end somebody waits for
    Client client = Client.of("enterprise");
    String secret = secret(client);
    try (Receiver receiver = Receiver.that(Behaviour.status(204))) {
      String id = submit(client, "told", receiver.url("/in?tenant=7"));
      assertEquals(0, receiver.received().size());

      // When a worker ends it
      database.complete(id, RULES);

      // Then the receiver hears of it, signed
      Received event = awaitFirst(receiver);
      assertEquals("/in?tenant=7", event.path());
      assertEquals("application/json", event.header("content-type"));
      assertEquals(signature(secret, event), event.header("webhook-signature"));
      long age = Instant.now().getEpochSecond() - Long.parseLong(event.header("webhook-timestamp"));
      assertTrue(age >= 0 && age < 30, age + " s old");
      JsonPath body = new JsonPath(event.body());
      assertEquals(event.header("webhook-id"), body.getString("id"));
      assertEquals("scan.complete", body.getString("event"));
      assertNotEquals(null, body.getString("createdAt"));

      // And what it hears is what the list of scans says, with the options of the request
      Response list = client.call().get("/api/v1/scans");
      for (String member :
          List.of(
              "id",
              "status",
              "url",
              "score",
              "grade",
              "safetyScore",
              "safetyGrade",
              "findings",
              "cached",
              "createdAt",
              "completedAt")) {
        assertEquals(
            list.path("scans[0]." + member).toString(), body.getString("scan." + member), member);
      }
      assertEquals("a".repeat(40), body.getString("scan.commit"));

      // And the log says so
      client
          .call()
          .queryParam("scan", id)
          .get("/api/v1/webhooks/deliveries")
          .then()
          .statusCode(200)
          .body("deliveries", hasSize(1))
          .body("deliveries[0].id", equalTo(event.header("webhook-id")))
          .body("deliveries[0].scanId", equalTo(id))
          .body("nextCursor", nullValue());
      awaitState(client, event.header("webhook-id"), "delivered")
          .then()
          .body("url", equalTo(receiver.url("/in?tenant=7")))
          .body("attempts", hasSize(1))
          .body("attempts[0].status", equalTo(204))
          .body("attempts[0].error", nullValue())
          .body("nextAttemptAt", nullValue())
          .body("endedAt", notNullValue());
    }
  }

  @Test
  void aScanThatTheReaperGivesUpIsToldWithItsError() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    try (Receiver receiver = Receiver.that(Behaviour.status(200))) {
      String id = submit(client, "reaped", receiver.url("/"));
      database.run("UPDATE scan SET attempt = 2 WHERE id = ?", id);
      database.claim(id, -1);

      JsonPath body = new JsonPath(awaitFirst(receiver).body());

      assertEquals("scan.failed", body.getString("event"));
      assertEquals("failed", body.getString("scan.status"));
      assertEquals("RESOURCE_EXHAUSTED", body.getString("scan.error.code"));
      assertEquals(client.read(id).path("error.message"), body.<String>get("scan.error.message"));
      assertEquals(null, body.getString("scan.score"));
    }
  }

  @Test
  void anEarlierResultIsToldAtOnceEveryTimeAndToNobodyElse() throws Exception {
    Client first = Client.of("enterprise");
    secret(first);
    Client second = Client.of("enterprise");
    secret(second);
    try (Receiver mine = Receiver.that(Behaviour.status(200));
        Receiver theirs = Receiver.that(Behaviour.status(200))) {
      String work = submit(first, "shared-result", mine.url("/mine"));
      database.complete(work, RULES);
      awaitFirst(mine);

      // When another account is served the same result
      String own = submit(second, "shared-result", theirs.url("/theirs"));
      submit(second, "shared-result", theirs.url("/theirs"));

      // Then it hears of a scan of its own, once a request, and the first one hears nothing
      Waiting.until(() -> theirs.received().size() == 2, "two events");
      List<Received> events = theirs.received();
      assertNotEquals(events.get(0).header("webhook-id"), events.get(1).header("webhook-id"));
      assertEquals(own, new JsonPath(events.get(0).body()).getString("scan.id"));
      assertTrue(new JsonPath(events.get(0).body()).getBoolean("scan.cached"));
      assertFalse(events.get(0).body().contains(work), "the scan of the other account");
      assertEquals(1, mine.received().size());
      assertFalse(second.read(own).asString().contains("/mine"));
      assertFalse(second.read(own).asString().contains("/theirs"));
      assertFalse(second.call().get("/api/v1/webhooks/deliveries").asString().contains("/mine"));
    }
  }

  @Test
  void whoJoinsARunningScanHearsOfItsEndToo() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    try (Receiver receiver = Receiver.that(Behaviour.status(200))) {
      String id = submit(client, "joined", receiver.url("/first"));
      assertEquals(id, submit(client, "joined", receiver.url("/second")));
      assertEquals(id, submit(client, "joined", receiver.url("/second")));
      assertEquals(id, client.scan("https://github.com/public/joined").path("id"));

      database.complete(id, RULES);

      Waiting.until(() -> receiver.received().size() >= 2, "two events");
      Thread.sleep(1000);
      assertEquals(
          List.of("/first", "/second"),
          receiver.received().stream().map(Received::path).sorted().toList());
    }
  }

  @Test
  void aScanHasOnlySoManyReceivers() {
    Client client = Client.of("enterprise");
    secret(client);
    for (int i = 0; i < 10; i++) {
      submit(client, "crowded", "https://hooks.example.com/" + i);
    }

    client
        .submit(body("crowded", "https://hooks.example.com/10"))
        .then()
        .statusCode(409)
        .body("error.code", equalTo("WEBHOOK_LIMIT_REACHED"));
    submit(client, "crowded", "https://hooks.example.com/9");
  }

  @Test
  void failuresAreTriedAgainUnderTheSameId() throws Exception {
    // Given a receiver that fails in five ways before it works
    Client client = Client.of("enterprise");
    String secret = secret(client);
    try (Receiver inner = Receiver.that(Behaviour.status(200));
        Receiver receiver =
            Receiver.inTurn(
                n ->
                    switch (n) {
                      case 1 -> Behaviour.status(500);
                      case 2 -> Behaviour.status(429, "Retry-After: 1");
                      case 3 -> Behaviour.status(302, "Location: " + inner.url("/"));
                      case 4 -> socket -> socket.setSoLinger(true, 0);
                      case 5 -> Behaviour.says("hello\r\n\r\n");
                      default -> Behaviour.status(200);
                    })) {
      String id = submit(client, "flaky", receiver.url("/"));
      database.complete(id, RULES);

      // Then it gets the event under one id, with the same bytes, signed anew each time
      Waiting.until(() -> receiver.received().size() == 6, "six attempts");
      List<Received> all = receiver.received();
      assertEquals(1, all.stream().map(r -> r.header("webhook-id")).distinct().count());
      assertEquals(1, all.stream().map(Received::body).distinct().count());
      for (Received attempt : all) {
        assertEquals(signature(secret, attempt), attempt.header("webhook-signature"));
      }
      long pause =
          Long.parseLong(all.get(2).header("webhook-timestamp"))
              - Long.parseLong(all.get(1).header("webhook-timestamp"));
      assertTrue(pause >= 1, "Retry-After was heard: " + pause + " s");
      assertEquals(0, inner.received().size(), "the redirect was not followed");

      // And the log tells them apart
      awaitState(client, all.getFirst().header("webhook-id"), "delivered")
          .then()
          .body("attempts.number", contains(1, 2, 3, 4, 5, 6))
          .body("attempts.error[0]", equalTo("status"))
          .body("attempts.status[1]", equalTo(429))
          .body("attempts.error[2]", equalTo("redirect"))
          .body("attempts.error[3]", equalTo("connection"))
          .body("attempts.error[5]", nullValue());
    }
  }

  @Test
  void aReceiverThatIsGoneIsGivenUpAndAReplayTriesItAgain() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    try (Receiver receiver = Receiver.inTurn(n -> Behaviour.status(n == 1 ? 410 : 200))) {
      String id = submit(client, "gone", receiver.url("/"));
      database.complete(id, RULES);
      String event = awaitFirst(receiver).header("webhook-id");
      awaitState(client, event, "failed").then().body("attempts", hasSize(1));

      client
          .call()
          .post("/api/v1/webhooks/deliveries/" + event + "/replay")
          .then()
          .statusCode(202)
          .body("id", equalTo(event));

      awaitState(client, event, "delivered").then().body("attempts", hasSize(2));
      assertEquals(event, receiver.received().get(1).header("webhook-id"));

      // What was delivered can be had again, too
      client.call().post("/api/v1/webhooks/deliveries/" + event + "/replay");
      Waiting.until(() -> receiver.received().size() == 3, "once more");
    }
  }

  @Test
  void anEventIsGivenUpAtItsDeadline() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    try (Receiver receiver = Receiver.that(Behaviour.status(503))) {
      String id = submit(client, "hopeless", receiver.url("/"));
      database.complete(id, RULES);
      String event = awaitFirst(receiver).header("webhook-id");

      database.run(
          "UPDATE webhook_delivery SET since = now() - interval '25 hours' WHERE id = ?", event);

      awaitState(client, event, "failed").then().body("nextAttemptAt", nullValue());
    }
  }

  @Test
  void theEventOfALostGatewayIsSentByAnother() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    try (Receiver receiver = Receiver.that(Behaviour.status(200))) {
      String id = submit(client, "orphaned", receiver.url("/"));
      database.complete(id, RULES);
      String event = awaitFirst(receiver).header("webhook-id");
      awaitState(client, event, "delivered");

      // Given the rows as a gateway leaves them that was killed after the receiver had the event
      database.run(
          "UPDATE webhook_attempt SET millis = NULL, status_code = NULL WHERE delivery_id = ?",
          event);
      database.run(
          "UPDATE webhook_delivery SET state = 'pending', ended_at = NULL,"
              + " due_at = now() + interval '2 seconds' WHERE id = ?",
          event);

      // Then the claim holds for its time, after which the event comes once more under its id
      client
          .call()
          .get("/api/v1/webhooks/deliveries/" + event)
          .then()
          .body("state", equalTo("pending"))
          .body("attempts[0].error", nullValue())
          .body("nextAttemptAt", nullValue());
      assertEquals(1, receiver.received().size());
      awaitState(client, event, "delivered")
          .then()
          .body("attempts", hasSize(2))
          .body("attempts[0].error", equalTo("interrupted"))
          .body("attempts[1].status", equalTo(200));
      assertEquals(event, receiver.received().get(1).header("webhook-id"));
    }
  }

  @Test
  void aSlowReceiverHoldsUpNobodyElse() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    AtomicInteger open = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Behaviour silence =
        socket -> {
          most.accumulateAndGet(open.incrementAndGet(), Math::max);
          socket.getInputStream().read();
          open.decrementAndGet();
        };
    try (Receiver slow = Receiver.that(silence);
        Receiver fast = Receiver.that(Behaviour.status(200))) {
      for (int i = 0; i < 12; i++) {
        database.complete(submit(client, "slow-" + i, slow.url("/" + i)), RULES);
      }
      Waiting.until(() -> slow.received().size() >= 4, "the slow one is busy");
      database.complete(submit(client, "fast", fast.url("/")), RULES);

      awaitFirst(fast);
      Waiting.until(() -> slow.received().size() >= 12, "each of the slow ones was tried");
      // Four; the receiver may hear of a closed connection after the next one has been opened.
      assertTrue(most.get() <= 6, most + " at once");
    }
  }

  @Test
  void eachScanOfABatchIsTold() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    try (Receiver receiver = Receiver.that(Behaviour.status(200))) {
      String done = client.scan("https://github.com/public/told-before").path("id");
      database.complete(done, RULES);
      Response batch =
          client
              .call()
              .contentType("application/json")
              .body(
                  """
                  {"urls": ["github.com/public/told-before", "github.com/public/told-a",
                    "github.com/public/told-a", "github.com/public/told-b", "nonsense"],
                   "webhookUrl": "%s"}\
                  """
                      .formatted(receiver.url("/")))
              .post("/api/v1/scans");
      batch.then().statusCode(201).body("accepted", equalTo(4));
      awaitFirst(receiver);
      database.complete(batch.path("items[1].scan.id"), RULES);
      database.fail(batch.path("items[3].scan.id"));

      Waiting.until(() -> receiver.received().size() >= 3, "three events");
      assertEquals(3, receiver.received().size());
    }
  }

  @Test
  void withoutASecretNothingIsPromised() {
    Client client = Client.of("enterprise");

    client
        .submit(body("unsigned", "https://hooks.example.com/"))
        .then()
        .statusCode(409)
        .body("error.code", equalTo("WEBHOOK_SECRET_REQUIRED"));
    assertEquals(null, database.value("SELECT id FROM scan WHERE name = 'unsigned'"));
    client
        .call()
        .contentType("application/json")
        .body("{\"urls\": [\"github.com/a/b\"], \"webhookUrl\": \"https://hooks.example.com/\"}")
        .post("/api/v1/scans")
        .then()
        .statusCode(409);
    put(client, "https://hooks.example.com/").then().statusCode(409);
    client.call().get("/api/v1/webhooks/secret").then().statusCode(409);
  }

  @Test
  void aSecretIsShownOnceAndChangedWithoutAGap() throws Exception {
    Client client = Client.of("enterprise");
    String old = secret(client);
    client
        .call()
        .get("/api/v1/webhooks/secret")
        .then()
        .statusCode(200)
        .body("secret", nullValue())
        .body("createdAt", notNullValue())
        .body("previousUntil", nullValue());
    String present = secret(client);
    assertNotEquals(old, present);
    try (Receiver receiver = Receiver.that(Behaviour.status(200))) {
      database.complete(submit(client, "overlap", receiver.url("/")), RULES);
      Received event = awaitFirst(receiver);
      assertEquals(
          signature(present, event) + " " + signature(old, event),
          event.header("webhook-signature"));

      // A secret that has leaked can be ended at once
      String last =
          client
              .call()
              .contentType("application/json")
              .body("{\"revokePrevious\": true}")
              .post("/api/v1/webhooks/secret")
              .path("secret");
      client.call().post("/api/v1/webhooks/deliveries/" + event.header("webhook-id") + "/replay");
      Waiting.until(() -> receiver.received().size() == 2, "replayed");
      Received again = receiver.received().get(1);
      assertEquals(signature(last, again), again.header("webhook-signature"));
    }
    // The database alone cannot sign
    assertEquals(
        null,
        database.value(
            "SELECT salt FROM webhook_secret WHERE position(? IN encode(salt, 'base64')) > 0",
            present.substring(6, 26)));
  }

  @Test
  void aWebhookHearsOfEveryEndOfItsAccount() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    Client stranger = Client.of("enterprise");
    try (Receiver all = Receiver.that(Behaviour.status(200));
        Receiver failures = Receiver.that(Behaviour.status(200))) {
      Response made = put(client, all.url("/all"));
      made.then().statusCode(201).body("events", contains("scan.complete", "scan.failed"));
      put(client, failures.url("/failed"), "scan.complete").then().statusCode(201);
      Response changed = put(client, failures.url("/failed"), "scan.failed");
      changed.then().statusCode(200).body("events", contains("scan.failed"));
      client
          .call()
          .get("/api/v1/webhooks")
          .then()
          .body("webhooks.url", contains(all.url("/all"), failures.url("/failed")));

      database.complete(client.scan("https://github.com/public/hooked-1").path("id"), RULES);
      database.fail(submit(client, "hooked-2", all.url("/all")));
      database.complete(stranger.scan("https://github.com/public/hooked-3").path("id"), RULES);

      Waiting.until(
          () -> all.received().size() >= 2 && failures.received().size() >= 1, "three events");
      Thread.sleep(1000);
      assertEquals(2, all.received().size(), "one each, although one was asked for twice");
      assertEquals(1, failures.received().size());
      String event = all.received().getFirst().header("webhook-id");
      client
          .call()
          .get("/api/v1/webhooks/deliveries/" + event)
          .then()
          .body("webhookId", equalTo(made.path("id")));

      // When it is removed, then it hears nothing any more
      String id = made.path("id");
      client.call().delete("/api/v1/webhooks/" + id).then().statusCode(204);
      client.call().delete("/api/v1/webhooks/" + id).then().statusCode(404);
      client
          .call()
          .post("/api/v1/webhooks/deliveries/" + event + "/replay")
          .then()
          .statusCode(404)
          .body("error.code", equalTo("WEBHOOK_NOT_FOUND"));
      database.complete(client.scan("https://github.com/public/hooked-4").path("id"), RULES);
      Thread.sleep(1500);
      assertEquals(2, all.received().size());
    }
  }

  @Test
  void anAccountHasOnlySoManyWebhooks() {
    Client client = Client.of("enterprise");
    secret(client);
    for (int i = 0; i < 10; i++) {
      put(client, "https://hooks.example.com/" + i).then().statusCode(201);
    }
    put(client, "https://hooks.example.com/10")
        .then()
        .statusCode(409)
        .body("error.code", equalTo("WEBHOOK_LIMIT_REACHED"));
    put(client, "https://hooks.example.com/9").then().statusCode(200);
  }

  @Test
  void nobodySeesWhatIsAnothers() throws Exception {
    Client owner = Client.of("enterprise");
    secret(owner);
    Client stranger = Client.of("enterprise");
    secret(stranger);
    try (Receiver receiver = Receiver.that(Behaviour.status(200))) {
      String hook = put(owner, "https://hooks.example.com/").path("id");
      String scan = submit(owner, "walled", receiver.url("/"));
      database.fail(scan);
      String event = awaitFirst(receiver).header("webhook-id");

      for (String id : List.of(event, "evt_" + "0".repeat(32), "x", "a%00b")) {
        String path = "/api/v1/webhooks/deliveries/" + id;
        Response shown = stranger.call().urlEncodingEnabled(false).get(path);
        shown.then().statusCode(404).body("error.code", equalTo("DELIVERY_NOT_FOUND"));
        Response replayed = stranger.call().urlEncodingEnabled(false).post(path + "/replay");
        assertEquals(shown.asString(), replayed.asString());
        replayed.then().statusCode(404);
      }
      for (String id : List.of(hook, "wh_" + "0".repeat(22), "x", "a%00b")) {
        stranger
            .call()
            .urlEncodingEnabled(false)
            .delete("/api/v1/webhooks/" + id)
            .then()
            .statusCode(404)
            .body("error.code", equalTo("WEBHOOK_NOT_FOUND"));
      }
      stranger.call().get("/api/v1/webhooks").then().body("webhooks", hasSize(0));
      stranger
          .call()
          .queryParam("scan", scan)
          .get("/api/v1/webhooks/deliveries")
          .then()
          .statusCode(200)
          .body("deliveries", hasSize(0));
      owner.call().get("/api/v1/webhooks").then().body("webhooks", hasSize(1));
      assertEquals(1, receiver.received().size());
    }
  }

  @Test
  void theLogIsReadInPages() throws Exception {
    Client client = Client.of("enterprise");
    secret(client);
    try (Receiver receiver = Receiver.that(Behaviour.status(200))) {
      String id = submit(client, "paged", receiver.url("/"));
      database.complete(id, RULES);
      for (int i = 0; i < 4; i++) {
        submit(client, "paged", receiver.url("/"));
      }
      Waiting.until(() -> receiver.received().size() == 5, "five events");

      Response first = client.call().queryParam("limit", 3).get("/api/v1/webhooks/deliveries");
      first.then().body("deliveries", hasSize(3)).body("nextCursor", notNullValue());
      client
          .call()
          .queryParam("limit", 3)
          .queryParam("cursor", first.<String>path("nextCursor"))
          .get("/api/v1/webhooks/deliveries")
          .then()
          .body("deliveries", hasSize(2))
          .body("nextCursor", nullValue());
      client
          .call()
          .queryParam("state", "failed")
          .get("/api/v1/webhooks/deliveries")
          .then()
          .body("deliveries", hasSize(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "limit,0,INVALID_REQUEST",
    "limit,101,INVALID_REQUEST",
    "cursor,abc,INVALID_CURSOR",
    "state,gone,INVALID_REQUEST",
    "scan,abc,INVALID_REQUEST"
  })
  void aMalformedQuestionIsRefused(String parameter, String value, String code) {
    Client.of("enterprise")
        .call()
        .queryParam(parameter, value)
        .get("/api/v1/webhooks/deliveries")
        .then()
        .statusCode(400)
        .body("error.code", equalTo(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}",
        "{\"url\": \"https://127.0.0.2/\"}",
        "{\"url\": \"https://u:p@hooks.example.com/\"}",
        "{\"url\": \"https://hooks.example.com/\", \"events\": []}",
        "{\"url\": \"https://hooks.example.com/\", \"events\": [\"scan.started\"]}",
        "{\"url\": \"https://hooks.example.com/\", \"events\": \"scan.failed\"}",
        "{\"url\": \"https://hooks.example.com/\", \"secret\": \"x\"}"
      })
  void aMalformedWebhookIsRefused(String body) {
    Client client = Client.of("enterprise");
    secret(client);
    client
        .call()
        .contentType("application/json")
        .body(body)
        .post("/api/v1/webhooks")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void aWrongMethodIsToldTheRightOnes() {
    Client.of("enterprise")
        .call()
        .put("/api/v1/webhooks/secret")
        .then()
        .statusCode(405)
        .header("Allow", "GET, HEAD, POST");
  }

  private static String secret(Client client) {
    Response made = client.call().post("/api/v1/webhooks/secret");
    made.then().statusCode(201);
    String secret = made.path("secret");
    assertTrue(secret.matches("whsec_[A-Za-z0-9+/]{43}="), secret);
    return secret;
  }

  private static Response put(Client client, String url, String... events) {
    String wanted =
        events.length == 0 ? "" : ", \"events\": [\"" + String.join("\", \"", events) + "\"]";
    return client
        .call()
        .contentType("application/json")
        .body("{\"url\": \"" + url + "\"" + wanted + "}")
        .post("/api/v1/webhooks");
  }

  private static String body(String name, String webhookUrl) {
    return "{\"url\": \"https://github.com/public/%s\", \"webhookUrl\": \"%s\"}"
        .formatted(name, webhookUrl);
  }

  private static String submit(Client client, String name, String webhookUrl) {
    Response answer = client.submit(body(name, webhookUrl));
    assertTrue(answer.statusCode() == 200 || answer.statusCode() == 201, answer.asString());
    return answer.path("id");
  }

  private static Received awaitFirst(Receiver receiver) {
    Waiting.until(() -> !receiver.received().isEmpty(), "an event");
    return receiver.received().getFirst();
  }

  private static Response awaitState(Client client, String event, String state) {
    String path = "/api/v1/webhooks/deliveries/" + event;
    Waiting.until(() -> state.equals(client.call().get(path).path("state")), state);
    return client.call().get(path);
  }

  /** Computed as the documentation tells receivers to. */
  private static String signature(String secret, Received event) throws Exception {
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed =
        event.header("webhook-id") + "." + event.header("webhook-timestamp") + "." + event.body();
    return "v1,"
        + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
