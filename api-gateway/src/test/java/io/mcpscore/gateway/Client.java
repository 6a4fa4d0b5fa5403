package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/**
 * A user of the API, with an account of its own.
 *
 * @param account its name
 * @param keyId id of its key
 * @param key its key
 */
record Client(String account, String keyId, String key) {

  /** A new account with a key. */
  static Client of(String tier) {
    return in("account-" + UUID.randomUUID(), tier);
  }

  /** A further key of an account. */
  static Client in(String account, String tier) {
    Response made = create(account, tier);
    made.then().statusCode(201);
    return new Client(account, made.path("id"), made.path("key"));
  }

  /** Asks for a key. */
  static Response create(String account, String tier) {
    return admin()
        .contentType("application/json")
        .body(
            """
            {"account": "%s", "tier": "%s", "name": "tests"}"""
                .formatted(account, tier))
        .post("/admin/v1/keys");
  }

  /** A request of the operator. */
  static RequestSpecification admin() {
    return given().header("Authorization", "Bearer " + Services.ADMIN_TOKEN);
  }

  /** A request of this user. */
  RequestSpecification call() {
    return given().header("Authorization", "Bearer " + key);
  }

  /** Submits a body. */
  Response submit(String body) {
    return call().contentType("application/json").body(body).post("/api/v1/scan");
  }

  /** Asks for a scan of a repository. */
  Response scan(String url) {
    return submit("{\"url\": \"" + url + "\"}");
  }

  /** Reads a scan. */
  Response read(String id) {
    return call().get("/api/v1/scan/" + id);
  }
}
