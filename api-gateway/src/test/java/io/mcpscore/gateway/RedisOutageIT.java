package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.ApiKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Redis down: keys still authenticate, limits hold, and nothing answers 500. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class RedisOutageIT {

  @Switches Map<String, Runnable> switches;

  @AfterEach
  void restore() {
    switches.get("redis.start").run();
  }

  @Test
  void keysWorkAndLimitsHoldWithoutRedisAndTheUsesAreHandedInAfterwards() throws Exception {
    // Given a key that used 10 of its 100 requests, and another that was never used
    Client client = Client.of("pro");
    for (int i = 0; i < 10; i++) {
      assertEquals(200, client.call().get("/api/v1/scans").statusCode());
    }
    Client fresh = Client.of("pro");

    // When Redis goes away
    switches.get("redis.stop").run();

    // Then both work, unknown keys do not, and the count goes on
    client.call().get("/api/v1/scans").then().statusCode(200).header("X-RateLimit-Remaining", "89");
    fresh.call().get("/api/v1/scans").then().statusCode(200).header("X-RateLimit-Remaining", "99");
    RestAssured.given()
        .header("Authorization", "Bearer " + ApiKey.generate())
        .get("/api/v1/scans")
        .then()
        .statusCode(401);
    String id = client.scan("https://github.com/public/without-redis").path("id");
    client.read(id).then().statusCode(200).body("status", equalTo("pending"));
    for (int i = 0; i < 87; i++) {
      assertEquals(200, client.call().get("/api/v1/scans").statusCode());
    }
    assertEquals(429, client.call().get("/api/v1/scans").statusCode());
    RestAssured.given()
        .get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'services' }.data.redis", equalTo("away"));

    // And when Redis is back, what was used without it counts
    switches.get("redis.start").run();
    Thread.sleep(1500);
    assertEquals(429, client.call().get("/api/v1/scans").statusCode());
    fresh.call().get("/api/v1/scans").then().statusCode(200).header("X-RateLimit-Remaining", "98");
  }

  @Test
  void aKeyThatIsRevokedWithoutRedisIsRefusedWithinASecondAndStaysRefused() throws Exception {
    Client client = Client.of("pro");
    assertEquals(200, client.call().get("/api/v1/scans").statusCode());
    switches.get("redis.stop").run();
    assertEquals(200, client.call().get("/api/v1/scans").statusCode());

    Client.admin().delete("/admin/v1/keys/" + client.keyId()).then().statusCode(204);
    Thread.sleep(1000);
    assertEquals(401, client.call().get("/api/v1/scans").statusCode());

    // Redis comes back with the record of before
    switches.get("redis.start").run();
    Thread.sleep(2000);
    assertEquals(401, client.call().get("/api/v1/scans").statusCode());
  }
}
