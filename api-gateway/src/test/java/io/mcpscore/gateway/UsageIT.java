package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.mcpscore.gateway.auth.DailyUses;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an account used, and what becomes of its counts when Redis loses them. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class UsageIT {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Inject Database database;
  @Inject DailyUses uses;
  @Inject Redis redis;

  @BeforeEach
  void stayWithinOneDay() throws InterruptedException {
    while (LocalTime.now(ZoneOffset.UTC).isAfter(LocalTime.of(23, 59, 30))) {
      Thread.sleep(1000);
    }
  }

  @Test
  void anAccountSeesWhatItsKeysUsed() {
    Client first = Client.of("pro");
    Client second = Client.in(first.account(), "pro");
    first.scan("https://github.com/public/usage-one").then().statusCode(201);
    first.call().get("/api/v1/scans");
    uses.flush().await().atMost(PATIENCE);
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    long account =
        Long.parseLong(
            database.value("SELECT id::text FROM account WHERE name = ?", first.account()));
    database.run(
        "INSERT INTO daily_usage VALUES ('key_0', ?, ?, 40), ('key_0', ?, ?, 3)",
        today.minusDays(29),
        account,
        today.minusDays(30),
        account);

    second
        .call()
        .get("/api/v1/usage")
        .then()
        .statusCode(200)
        .body("account", equalTo(first.account()))
        .body("tier", equalTo("pro"))
        .body("dailyLimit", equalTo(100))
        .body("today.date", equalTo(today.toString()))
        .body("today.requests", equalTo(3))
        .body("keys.id", equalTo(List.of(first.keyId(), second.keyId())))
        .body("keys.requests", equalTo(List.of(2, 1)))
        .body("keys.limit", equalTo(List.of(100, 100)))
        .body("people", hasSize(0))
        .body("days", hasSize(30))
        .body("days[0].requests", equalTo(3))
        .body("days[1].requests", equalTo(0))
        .body("days[29].requests", equalTo(40))
        .body("queue.unfinished", equalTo(1))
        .body("queue.limit", equalTo(50));
    Client.of("pro").call().get("/api/v1/usage").then().body("today.requests", equalTo(1));
  }

  @Test
  void countsOutliveARedisThatStartsEmpty() {
    Client client = Client.of("pro");
    for (int i = 0; i < 5; i++) {
      client.call().get("/api/v1/scans").then().statusCode(200);
    }
    String counter = client.keyId();

    // What another gateway counted and wrote down counts as well
    database.run(
        """
        INSERT INTO daily_usage (counter, day, account_id, requests)
        SELECT ?, ?, account_id, 60 FROM api_key WHERE 'key_' || id = ?
        ON CONFLICT (counter, day) DO UPDATE SET requests = 60
        """,
        counter,
        LocalDate.now(ZoneOffset.UTC),
        counter);
    redis.send(Request.cmd(Command.FLUSHALL)).await().atMost(PATIENCE);

    client.call().get("/api/v1/scans").then().statusCode(200).header("X-RateLimit-Remaining", "39");
    client.call().get("/api/v1/usage").then().body("keys[0].requests", equalTo(62));
  }

  @Test
  void whatThisGatewaySawLastCountsAlthoughNothingWasWrittenYet() {
    Client client = Client.of("pro");
    client.call().get("/api/v1/scans");
    client.call().get("/api/v1/scans");
    redis.send(Request.cmd(Command.FLUSHALL)).await().atMost(PATIENCE);

    client.call().get("/api/v1/scans").then().header("X-RateLimit-Remaining", "97");
  }
}
