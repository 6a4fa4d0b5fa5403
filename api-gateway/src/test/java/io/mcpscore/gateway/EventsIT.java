package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Channels;
import io.mcpscore.model.Json;
import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Following a scan with server-sent events. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class EventsIT {

  @Switches Map<String, Runnable> switches;

  @TestHTTPResource("/api/v1/scan/")
  URI scans;

  @Inject Database database;
  @Inject RedisDataSource redis;

  @Test
  void aScanIsFollowedFromTheQueueToItsEnd() throws Exception {
    Client client = Client.of("enterprise");
    String id = scan(client, "followed");
    try (EventReader events = open(client, id, null)) {
      assertEquals(200, events.status());
      assertEquals("text/event-stream", events.contentType());
      EventReader.Event waiting = events.next();
      assertEquals("progress", waiting.name());
      assertTrue(waiting.data().contains("\"status\":\"pending\""), waiting.data());

      // When a worker begins, goes on and ends
      database.claim(id, 60);
      tell(id, new Progress(Phase.CLONING, 5, 0, 0));
      EventReader.Event cloning = events.next("\"cloning\"");
      assertTrue(cloning.data().contains("\"status\":\"analyzing\""), cloning.data());
      tell(id, new Progress(Phase.PARSING, 40, 80, 200));
      EventReader.Event parsing = events.next("\"parsing\"");
      assertTrue(parsing.data().contains("\"filesDone\":80"), parsing.data());
      assertNotEquals(cloning.id(), parsing.id());
      database.complete(id, "rules-1");
      end(id, "complete");

      // Then the last event has the scores, and nothing follows
      EventReader.Event last = events.next();
      assertEquals("complete", last.name());
      assertTrue(last.data().contains("\"score\":88"), last.data());
      assertFalse(last.data().contains("eval()"), "no report");
      assertNull(events.next());

      // And whoever has seen it is told to stop asking
      client
          .call()
          .header("Last-Event-ID", last.id())
          .get("/api/v1/scan/" + id + "/events")
          .then()
          .statusCode(204);
    }
  }

  @Test
  void afterABreakTheNewestStateFollowsUnlessTheClientHasIt() throws Exception {
    // Given a client that saw a state before its connection broke
    Client client = Client.of("enterprise");
    String id = scan(client, "resumed");
    database.claim(id, 60);
    tell(id, new Progress(Phase.CHECKING, 60, 10, 10));
    String seen;
    try (EventReader events = open(client, id, null)) {
      seen = events.next("\"checking\"").id();
    }

    // When it comes back, then the state that it has is not sent again, and the next one is
    try (EventReader events = open(client, id, seen)) {
      tell(id, new Progress(Phase.SCORING, 95, 10, 10));
      assertTrue(events.next().data().contains("\"scoring\""));
    }

    // And a client that missed states gets the newest
    try (EventReader events = open(client, id, seen)) {
      assertTrue(events.next().data().contains("\"scoring\""));
    }
  }

  @Test
  void whatWasToldUnheardIsSeenAllTheSame() throws Exception {
    Client client = Client.of("enterprise");
    String id = scan(client, "unheard");
    database.claim(id, 60);
    try (EventReader events = open(client, id, null)) {
      events.next("\"analyzing\"");
      keep(id, Json.write(new Progress(Phase.CHECKING, 60, 10, 10)));
      assertTrue(events.next().data().contains("\"checking\""));
    }
  }

  @Test
  void aFailedScanEndsItsStreamWithTheCause() throws Exception {
    Client client = Client.of("enterprise");
    String id = scan(client, "failing");
    try (EventReader events = open(client, id, null)) {
      events.next();
      // The worker's word is lost: the row is asked
      database.fail(id);
      EventReader.Event last = events.next();
      assertEquals("failed", last.name());
      assertTrue(last.data().contains("NO_MCP_SERVER"), last.data());
      assertNull(events.next());
    }
  }

  @Test
  void withoutRedisTheRowIsAsked() throws Exception {
    Client client = Client.of("enterprise");
    String id = scan(client, "without-redis-events");
    try (EventReader before = open(client, id, null)) {
      before.next();
      switches.get("redis.stop").run();
      try (EventReader during = open(client, id, null)) {
        assertTrue(during.next().data().contains("\"pending\""));
        database.claim(id, 60);
        assertTrue(before.next("\"analyzing\"").data().contains(id));
        assertTrue(during.next("\"analyzing\"").data().contains(id));
        database.complete(id, "rules-1");
        assertEquals("complete", before.next().name());
        assertEquals("complete", during.next().name());
      }
    } finally {
      switches.get("redis.start").run();
    }
  }

  @Test
  void anotherAccountsScanIsAsAbsentAsOneThatNeverWas() {
    String id = scan(Client.of("enterprise"), "walled-events");
    Client stranger = Client.of("enterprise");

    var foreign = stranger.call().get("/api/v1/scan/" + id + "/events");
    var unknown = stranger.call().get("/api/v1/scan/scan_0000000000000000000001/events");

    foreign.then().statusCode(404).body("error.code", equalTo("SCAN_NOT_FOUND"));
    assertEquals(404, unknown.statusCode());
    assertEquals(foreign.asString(), unknown.asString());
    assertEquals(stranger.read(id).asString(), foreign.asString());
  }

  @Test
  void aKeyMayHaveSoManyOpenStreamsAndGetsPlacesBack() throws Exception {
    Client client = Client.of("enterprise");
    String id = scan(client, "crowded");
    List<EventReader> open = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        open.add(open(client, id, null));
        assertEquals(200, open.getLast().status());
      }
      client
          .call()
          .get("/api/v1/scan/" + id + "/events")
          .then()
          .statusCode(429)
          .header("Retry-After", "30")
          .body("error.code", equalTo("STREAM_LIMIT_EXCEEDED"));

      // Another key is not concerned; and a client that hangs up leaves its place
      try (EventReader other = open(Client.in(client.account(), "enterprise"), id, null)) {
        assertEquals(200, other.status());
      }
      open.removeLast().close();
      awaitPlace(client, id, open);
    } finally {
      open.forEach(EventReader::close);
    }
  }

  @Test
  void aRevokedKeysStreamsEnd() throws Exception {
    Client client = Client.of("enterprise");
    String id = scan(client, "revoked-events");
    try (EventReader events = open(client, id, null)) {
      events.next();
      Client.admin().delete("/admin/v1/keys/" + client.keyId()).then().statusCode(204);
      assertNull(events.next());
    }
  }

  @Test
  void aKeyThatWasRevokedUnheardLosesItsStreamsWhenRedisIsBack() throws Exception {
    Client client = Client.of("enterprise");
    String id = scan(client, "revoked-unheard");
    try (EventReader events = open(client, id, null)) {
      events.next();
      switches.get("redis.stop").run();
      try {
        // By another gateway, whose word nobody heard
        database.run(
            "UPDATE api_key SET revoked_at = now() WHERE 'key_' || id = ?", client.keyId());
      } finally {
        switches.get("redis.start").run();
      }
      assertNull(events.next());
    }
  }

  private void awaitPlace(Client client, String id, List<EventReader> open) throws Exception {
    long deadline = System.nanoTime() + 20_000_000_000L;
    EventReader next = open(client, id, null);
    while (next.status() == 429 && System.nanoTime() < deadline) {
      next.close();
      Thread.sleep(100);
      next = open(client, id, null);
    }
    open.add(next);
    assertEquals(200, next.status());
  }

  private EventReader open(Client client, String id, String lastEventId) throws Exception {
    return EventReader.open(scans.resolve(id + "/events"), client.key(), lastEventId);
  }

  private static String scan(Client client, String name) {
    return client.scan("https://github.com/public/" + name).path("id");
  }

  private void tell(String id, Progress progress) {
    end(id, Json.write(progress));
  }

  private void end(String id, String message) {
    keep(id, message);
    redis.pubsub(String.class).publish(Channels.progress(id), message);
  }

  private void keep(String id, String message) {
    redis.value(String.class).set(Channels.progress(id), message);
  }
}
