package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Services.class)
class LimitIT {

  @Inject Database database;

  @BeforeEach
  void stayWithinOneDay() throws InterruptedException {
    while (LocalTime.now(ZoneOffset.UTC).isAfter(LocalTime.of(23, 59, 30))) {
      Thread.sleep(1000);
    }
  }

  @Test
  void aLimitOfAHundredAdmitsExactlyAHundredWhateverArrivesAtOnce() throws Exception {
    // Given a key of the pro tier
    Client client = Client.of("pro");

    // When 130 requests arrive at once
    AtomicInteger admitted = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    List<Thread> threads =
        IntStream.range(0, 130)
            .mapToObj(
                i ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              int status = client.call().get("/api/v1/scans").statusCode();
                              (status == 200 ? admitted : refused).incrementAndGet();
                            }))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    // Then exactly the limit is served
    assertEquals(100, admitted.get());
    assertEquals(30, refused.get());
    Response over = client.call().get("/api/v1/scans");
    over.then()
        .statusCode(429)
        .header("X-RateLimit-Limit", "100")
        .header("X-RateLimit-Remaining", "0")
        .body("error.code", equalTo("RATE_LIMIT_EXCEEDED"));
    int retryAfter = Integer.parseInt(over.header("Retry-After"));
    assertTrue(retryAfter > 0 && retryAfter <= 86_400, "seconds until midnight");
  }

  @Test
  void eachKeyOfAnAccountHasADayOfItsOwn() {
    Client first = Client.of("pro");
    Client second = Client.in(first.account(), "pro");

    first.call().get("/api/v1/scans").then().header("X-RateLimit-Remaining", "99");
    first.call().get("/api/v1/scans").then().header("X-RateLimit-Remaining", "98");
    second.call().get("/api/v1/scans").then().header("X-RateLimit-Remaining", "99");
  }

  @Test
  void aKeyMayHaveALimitOfItsOwn() {
    Response made =
        Client.admin()
            .contentType("application/json")
            .body(
                """
                {"account": "own-limit", "tier": "pro", "name": "ci", "dailyLimit": 2}""")
            .post("/admin/v1/keys");
    made.then().statusCode(201).body("dailyLimit", equalTo(2));
    Client client = new Client("own-limit", made.path("id"), made.path("key"));

    assertEquals(200, client.call().get("/api/v1/scans").statusCode());
    assertEquals(200, client.call().get("/api/v1/scans").statusCode());
    assertEquals(429, client.call().get("/api/v1/scans").statusCode());
  }

  @Test
  void aConditionalAnswerIsNotCounted() {
    // Given a finished scan whose entity tag the client has
    Client client = Client.of("pro");
    String id = client.scan("https://github.com/public/not-counted").path("id");
    database.complete(id, "rules-1");
    String etag = client.read(id).header("ETag");

    // When the client asks again and again whether it has changed
    for (int i = 0; i < 3; i++) {
      client
          .call()
          .header("If-None-Match", etag)
          .get("/api/v1/scan/" + id)
          .then()
          .statusCode(304)
          .header("X-RateLimit-Remaining", "98");
    }

    // Then none of that was counted
    client.read(id).then().statusCode(200).header("X-RateLimit-Remaining", "97");
  }
}
