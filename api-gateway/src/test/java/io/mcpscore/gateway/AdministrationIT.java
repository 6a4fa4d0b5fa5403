package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts with their limits, keys that expire, and the audit log, without any person. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class AdministrationIT {

  private static final String SCANS = "/api/v1/scans";

  @Inject Database database;

  @Test
  void anAccountMayHaveLimitsOfItsOwnWhichCountAtOnce() {
    Client client = Client.of("pro");
    client.call().get(SCANS).then().header("X-RateLimit-Limit", "100");

    put(client.account(), "{\"tier\": \"pro\", \"dailyLimit\": 150, \"queueLimit\": 1}")
        .then()
        .statusCode(200)
        .body("dailyLimit", equalTo(150))
        .body("ownDailyLimit", equalTo(150))
        .body("queueLimit", equalTo(1));
    client.call().get(SCANS).then().statusCode(200).header("X-RateLimit-Limit", "150");
    client.scan("https://github.com/public/limits-one").then().statusCode(201);
    client.scan("https://github.com/public/limits-two").then().statusCode(429);

    put(client.account(), "{\"tier\": \"team\"}").then().body("ownDailyLimit", nullValue());
    client.call().get(SCANS).then().statusCode(200).header("X-RateLimit-Limit", "500");

    put(client.account(), "{\"tier\": \"team\", \"dailyLimit\": 0}").then().statusCode(200);
    client
        .call()
        .get(SCANS)
        .then()
        .statusCode(403)
        .body("error.code", equalTo("API_ACCESS_REQUIRED"));
    Client.admin()
        .get("/admin/v1/accounts/" + client.account())
        .then()
        .statusCode(200)
        .body("tier", equalTo("team"))
        .body("dailyLimit", equalTo(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"tier\": \"no-such-tier\"}",
        "{\"tier\": \"pro\", \"dailyLimit\": -1}",
        "{\"tier\": \"pro\", \"queueLimit\": 0}",
        "{\"tier\": \"pro\", \"queueLimit\": \"1\"}",
        "{\"tier\": \"pro\", \"name\": \"x\"}"
      })
  void aMalformedWishForAnAccountIsRefused(String body) {
    put("account-of-nobody", body).then().statusCode(400);
    assertEquals(404, Client.admin().get("/admin/v1/accounts/account-of-nobody").statusCode());
  }

  @Test
  void accountsAreListedPageByPage() {
    for (int i = 0; i < 3; i++) {
      put("paged-" + UUID.randomUUID(), "{\"tier\": \"pro\"}").then().statusCode(200);
    }
    List<String> names = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Response page = Client.admin().get("/admin/v1/accounts?limit=2" + cursor);
      page.then().statusCode(200);
      names.addAll(page.jsonPath().getList("accounts.name", String.class));
      String next = page.path("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    assertEquals(database.value("SELECT count(*) FROM account"), String.valueOf(names.size()));
    Client.admin().get("/admin/v1/accounts?cursor=nonsense").then().statusCode(400);
  }

  @Test
  void aKeyThatExpiresIsRefusedFromThatSecondOnAlthoughRedisKnowsIt() throws Exception {
    Instant expiry = Instant.now().plusSeconds(4).truncatedTo(ChronoUnit.SECONDS);
    Response made =
        Client.admin()
            .contentType("application/json")
            .body(
                """
                {"account": "expiry", "tier": "pro", "name": "short", "expiresAt": "%s"}\
                """
                    .formatted(expiry))
            .post("/admin/v1/keys");
    made.then().statusCode(201).body("expiresAt", equalTo(expiry.toString()));
    Client client = new Client("expiry", made.path("id"), made.path("key"));
    assertEquals(200, client.call().get(SCANS).statusCode());

    while (Instant.now().isBefore(expiry)) {
      Thread.sleep(20);
    }
    client.call().get(SCANS).then().statusCode(401).body("error.code", equalTo("UNAUTHORIZED"));
  }

  @Test
  void keysThatHaveExpiredMakeRoomForOthers() {
    Client first = Client.of("team");
    for (int i = 0; i < 9; i++) {
      Client.in(first.account(), "team");
    }
    Client.create(first.account(), "team").then().statusCode(409);

    database.run(
        "UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ?",
        Long.parseLong(first.keyId().substring("key_".length())));
    Client.create(first.account(), "team").then().statusCode(201);
  }

  @Test
  void aLargeBodyIsReadWhole() {
    String name = "x".repeat(50_000);
    Client.admin()
        .contentType("application/json")
        .body("{\"account\": \"a\", \"tier\": \"pro\", \"name\": \"" + name + "\"}")
        .post("/admin/v1/keys")
        .then()
        .statusCode(400)
        .body("error.details", containsString("name is required"));
  }

  @Test
  void everyActIsWrittenDownWithWhoWhatAndFromWhere() {
    Client client = Client.of("pro");
    String account = client.account();
    put(account, "{\"tier\": \"team\", \"dailyLimit\": 9}");
    Client.admin()
        .header("X-Request-Id", "order-66")
        .delete("/admin/v1/keys/" + client.keyId())
        .then()
        .statusCode(204);

    Response log = audit("?account=" + account);
    log.then()
        .statusCode(200)
        .body("entries.action", equalTo(List.of("key.revoke", "account.change", "key.create")))
        .body("entries.actor", everyItem(equalTo("operator")))
        .body("entries.outcome", everyItem(equalTo("done")))
        .body("entries[0].target", equalTo(client.keyId()))
        .body("entries[0].requestId", equalTo("order-66"))
        .body("entries[1].details.dailyLimit", equalTo(9))
        .body("entries[2].details.name", equalTo("tests"))
        .body("nextCursor", nullValue());
    assertTrue(((String) log.path("entries[0].address")).startsWith("127."), "an address");
    String everything = database.value("SELECT string_agg(a::text, '') FROM audit a");
    assertFalse(everything.contains(client.key()), "a key is in the audit log");
    assertFalse(everything.contains(Services.ADMIN_TOKEN), "a token is in the audit log");
  }

  @Test
  void refusalsAreWrittenDownToo() {
    Client client = Client.of("team");
    for (int i = 0; i < 10; i++) {
      Client.create(client.account(), "team");
    }
    audit("?account=" + client.account() + "&limit=1")
        .then()
        .body("entries[0].outcome", equalTo("KEY_LIMIT_REACHED"))
        .body("entries[0].target", nullValue());

    String id = client.scan("https://github.com/public/audit-of-jobs").path("id");
    Client.admin().post("/admin/v1/jobs/" + id + "/retry").then().statusCode(409);
    Client.admin().delete("/admin/v1/jobs/" + id).then().statusCode(200);
    Client.admin().post("/admin/v1/jobs/" + id + "/retry?force=true").then().statusCode(200);
    Client.admin().delete("/admin/v1/jobs/\"evil\"").then().statusCode(404);
    audit("?account=" + client.account() + "&action=job.drop")
        .then()
        .body("entries", hasSize(1))
        .body("entries[0].target", equalTo(id))
        .body("entries[0].outcome", equalTo("done"));
    audit("?account=" + client.account() + "&action=job.retry")
        .then()
        .body("entries[0].details.force", equalTo(true));
    audit("?action=job.retry&limit=5").then().body("entries.outcome", hasItem("JOB_CONFLICT"));

    client.call().contentType("application/json").body("{\"name\": \"x\"}").post("/api/v1/keys");
    audit("?actor=" + client.keyId())
        .then()
        .body("entries[0].action", equalTo("key.create"))
        .body("entries[0].outcome", equalTo("FORBIDDEN"));
  }

  @Test
  void pagesOfTheLogStayAsTheyAreWhileItGrows() {
    String account = "log-" + UUID.randomUUID();
    for (int i = 1; i <= 5; i++) {
      put(account, "{\"tier\": \"pro\", \"dailyLimit\": " + i + "}");
    }
    List<Integer> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Response page = audit("?limit=2&account=" + account + cursor);
      page.then().statusCode(200);
      seen.addAll(page.jsonPath().getList("entries.details.dailyLimit", Integer.class));
      put(account, "{\"tier\": \"pro\", \"dailyLimit\": 100}");
      String next = page.path("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    assertEquals(List.of(5, 4, 3, 2, 1), seen);
    audit("?cursor=YTE6NQ").then().statusCode(400).body("error.code", equalTo("INVALID_CURSOR"));
    Client.admin()
        .queryParam("account", "a\u0000b")
        .get("/admin/v1/audit")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void theLogCannotBeChanged() {
    put("unchanged", "{\"tier\": \"pro\"}");
    for (String change :
        List.of("UPDATE audit SET actor = 'nobody'", "DELETE FROM audit", "TRUNCATE audit")) {
      assertThrows(IllegalStateException.class, () -> database.run(change), change);
    }
  }

  @Test
  void nothingOfThisIsForOthers() {
    Client client = Client.of("team");
    for (String path :
        List.of(
            "/admin/v1/audit", "/admin/v1/accounts", "/admin/v1/accounts/x", "/admin/v1/people")) {
      assertEquals(401, given().get(path).statusCode());
      assertEquals(401, client.call().get(path).statusCode());
    }
  }

  private static Response put(String account, String body) {
    return Client.admin()
        .contentType("application/json")
        .body(body)
        .put("/admin/v1/accounts/" + account);
  }

  private static Response audit(String query) {
    return Client.admin().get("/admin/v1/audit" + query);
  }
}
