package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.auth.LastUses;
import io.mcpscore.model.ApiKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class KeysIT {

  @Inject Database database;
  @Inject LastUses lastUses;

  @Test
  void aKeyIsShownOnceAndStoredAsAHash() {
    Client client = Client.of("team");

    assertTrue(ApiKey.isWellFormed(client.key()));
    assertTrue(client.keyId().matches("key_\\d+"));
    String stored =
        database.value(
            "SELECT k::text FROM api_key k WHERE id = ?",
            Long.parseLong(client.keyId().substring("key_".length())));
    assertFalse(stored.contains(client.key().substring("mcp_sk_abcd".length())), stored);
    Client.admin()
        .get("/admin/v1/keys?account=" + client.account())
        .then()
        .statusCode(200)
        .body("keys", hasSize(1))
        .body("keys[0].id", equalTo(client.keyId()))
        .body("keys[0].key", nullValue())
        .body("keys[0].prefix", equalTo(client.key().substring(0, 11)))
        .body("keys[0].tier", equalTo("team"))
        .body("keys[0].dailyLimit", equalTo(500))
        .body("keys[0].createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"))
        .body("keys[0].revokedAt", nullValue());
  }

  @Test
  void revocationIsImmediateFinalAndRepeatable() {
    // Given a key that Redis has in its memory
    Client client = Client.of("team");
    client.call().get("/api/v1/scans").then().statusCode(200);

    // When it is revoked, twice
    for (int i = 0; i < 2; i++) {
      Client.admin().delete("/admin/v1/keys/" + client.keyId()).then().statusCode(204);
    }

    // Then it is refused at once, and listed as revoked
    client.call().get("/api/v1/scans").then().statusCode(401);
    Client.admin()
        .get("/admin/v1/keys?account=" + client.account())
        .then()
        .body("keys[0].revokedAt", notNullValue());
  }

  @Test
  void anAccountHasAtMostTenActiveKeys() {
    Client first = Client.of("team");
    for (int i = 0; i < 9; i++) {
      Client.in(first.account(), "team");
    }

    Client.create(first.account(), "team")
        .then()
        .statusCode(409)
        .body("error.code", equalTo("KEY_LIMIT_REACHED"));
    Client.admin().delete("/admin/v1/keys/" + first.keyId()).then().statusCode(204);
    Client.create(first.account(), "team").then().statusCode(201);
  }

  @Test
  void aNewTierCountsForOlderKeysAtOnce() {
    Client older = Client.of("pro");
    older.call().get("/api/v1/scans").then().header("X-RateLimit-Limit", "100");

    Client.in(older.account(), "enterprise");

    older.call().get("/api/v1/scans").then().header("X-RateLimit-Limit", "10000");
    Client.admin()
        .get("/admin/v1/keys?account=" + older.account())
        .then()
        .body("keys.tier", everyItem(equalTo("enterprise")));
  }

  @Test
  void lastUseIsWrittenInBatches() {
    Client client = Client.of("team");
    client.call().get("/api/v1/scans").then().statusCode(200);

    lastUses.flush().await().atMost(Duration.ofSeconds(5));

    Client.admin()
        .get("/admin/v1/keys?account=" + client.account())
        .then()
        .body("keys[0].lastUsedAt", notNullValue());
  }

  @Test
  void withoutTheOperatorsTokenNothingIsTold() {
    given()
        .get("/admin/v1/keys?account=x")
        .then()
        .statusCode(401)
        .body("error.code", equalTo("UNAUTHORIZED"));
    given()
        .header("Authorization", "Bearer " + Services.ADMIN_TOKEN + "x")
        .delete("/admin/v1/keys/key_1")
        .then()
        .statusCode(401);
    Client.of("team").call().get("/admin/v1/keys?account=x").then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"account\": \"a\", \"tier\": \"pro\"}",
        "{\"account\": \"a\", \"tier\": \"pro\", \"name\": \"\"}",
        "{\"account\": \"a\\nb\", \"tier\": \"pro\", \"name\": \"n\"}",
        "{\"account\": \"a\", \"tier\": \"pro\", \"name\": \"n\", \"dailyLimit\": 0}",
        "{\"account\": \"a\", \"tier\": \"pro\", \"name\": \"n\", \"dailyLimit\": 1.5}",
        "{\"account\": \"a\", \"tier\": \"pro\", \"name\": \"n\", \"other\": 1}"
      })
  void aMalformedWishForAKeyIsRefused(String body) {
    Client.admin()
        .contentType("application/json")
        .body(body)
        .post("/admin/v1/keys")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void anUnknownKeyCannotBeRevoked() {
    assertEquals(404, Client.admin().delete("/admin/v1/keys/key_999999999").statusCode());
    assertEquals(404, Client.admin().delete("/admin/v1/keys/nonsense").statusCode());
  }
}
