package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.ApiKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class DoorIT {

  @TestHTTPResource("/api/v1/scans")
  URI scans;

  @Test
  void noKeyIsUnauthorized() {
    given()
        .get("/api/v1/scans")
        .then()
        .statusCode(401)
        .contentType("application/json")
        .header("WWW-Authenticate", "Bearer")
        .header("X-RateLimit-Limit", nullValue())
        .body("error.code", equalTo("UNAUTHORIZED"))
        .body("error.message", notNullValue())
        .body("error.details", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer mcp_sk_short",
        "Bearer mcp_sk_00000000000000000000000000000000",
        "Bearer",
        "Basic dXNlcjpwYXNz",
        "mcp_sk_00000000000000000000000000000000"
      })
  void aKeyOfTheWrongFormIsUnauthorized(String header) {
    given()
        .header("Authorization", header)
        .get("/api/v1/scans")
        .then()
        .statusCode(401)
        .body("error.code", equalTo("UNAUTHORIZED"));
  }

  @Test
  void aWellFormedKeyThatNobodyHasIsUnauthorized() {
    given()
        .header("Authorization", "Bearer " + ApiKey.generate())
        .get("/api/v1/scans")
        .then()
        .statusCode(401)
        .body("error.code", equalTo("UNAUTHORIZED"));
  }

  @Test
  void everyAuthenticatedAnswerCarriesTheRateHeaders() {
    Client client = Client.of("team");

    client
        .call()
        .get("/api/v1/scans")
        .then()
        .statusCode(200)
        .header("X-RateLimit-Limit", "500")
        .header("X-RateLimit-Remaining", "499")
        .header("X-RateLimit-Reset", matchesPattern("20\\d\\d-\\d\\d-\\d\\dT00:00:00Z"))
        .header("RateLimit-Policy", "\"day\";q=500;w=86400")
        .header("RateLimit", matchesPattern("\"day\";r=499;t=\\d+"))
        .header("X-Request-Id", notNullValue());
    expect(client.call().get("/api/v1/nothing"), 404, "NOT_FOUND", "498");
    expect(client.call().get("/api/v1/nothing/at/all"), 404, "NOT_FOUND", "497");
    expect(client.call().put("/api/v1/scans"), 405, "METHOD_NOT_ALLOWED", "496");
    expect(client.submit("{"), 400, "INVALID_REQUEST", "495");
    expect(client.read("scan_x"), 404, "SCAN_NOT_FOUND", "494");
    expect(
        client.call().contentType("text/plain").body("x").post("/api/v1/scan"),
        415,
        "UNSUPPORTED_MEDIA_TYPE",
        "493");
    expect(client.submit("x".repeat(70_000)), 413, "PAYLOAD_TOO_LARGE", "492");
    expect(client.call().accept("text/html").get("/api/v1/scans"), 406, "NOT_ACCEPTABLE", "491");
  }

  @Test
  void theWrongMethodIsToldTheRightOnes() {
    Client.of("team")
        .call()
        .delete("/api/v1/scans")
        .then()
        .statusCode(405)
        .header("Allow", containsString("GET"));
  }

  @Test
  void theFreeTierHasNoApi() {
    Client.of("free")
        .call()
        .get("/api/v1/scans")
        .then()
        .statusCode(403)
        .header("X-RateLimit-Limit", "0")
        .body("error.code", equalTo("API_ACCESS_REQUIRED"));
  }

  @Test
  void aHarmlessRequestIdIsKeptAndAnotherIsReplaced() {
    given()
        .header("X-Request-Id", "order-17.b")
        .get("/")
        .then()
        .header("X-Request-Id", "order-17.b");
    given()
        .header("X-Request-Id", "a b\"c")
        .get("/")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
  }

  @Test
  void anAddressWithManyBadKeysIsSlowedButItsKnownKeysWork() throws Exception {
    // Given a neighbour whose key Redis knows, and one whose key it does not know
    Client neighbour = Client.of("team");
    neighbour.call().get("/api/v1/scans").then().statusCode(200);
    Client stranger = Client.of("team");

    // When one address sends more bad keys than it may
    try (HttpClient http =
        HttpClient.newBuilder().localAddress(InetAddress.getByName("127.0.0.3")).build()) {
      for (int i = 0; i < Services.BAD_KEYS; i++) {
        assertEquals(401, status(http, ApiKey.generate()));
      }

      // Then it has to wait, with any key that would need the database
      HttpResponse<String> slowed = send(http, ApiKey.generate());
      assertEquals(429, slowed.statusCode());
      assertEquals("60", slowed.headers().firstValue("Retry-After").orElseThrow());
      assertEquals(429, status(http, "mcp_sk_short"));
      assertEquals(429, status(http, stranger.key()));
      assertEquals(200, status(http, neighbour.key()));
    }
    // And other addresses do not
    stranger.call().get("/api/v1/scans").then().statusCode(200);
  }

  @Test
  void pathsOutsideTheApiHaveTheSameErrors() {
    given()
        .get("/nowhere")
        .then()
        .statusCode(404)
        .contentType("application/json")
        .body("error.code", equalTo("NOT_FOUND"));
    given().get("/").then().statusCode(200).body("documentation", endsWith("swagger-ui"));
  }

  private static void expect(Response response, int status, String code, String remaining) {
    response
        .then()
        .statusCode(status)
        .contentType("application/json")
        .header("X-RateLimit-Remaining", remaining)
        .body("error.code", equalTo(code))
        .body("error.message", notNullValue());
  }

  private int status(HttpClient http, String key) throws Exception {
    return send(http, key).statusCode();
  }

  private HttpResponse<String> send(HttpClient http, String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(scans).header("Authorization", "Bearer " + key).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
