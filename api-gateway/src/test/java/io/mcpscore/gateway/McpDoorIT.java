package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.model.ApiKey;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may talk to the MCP endpoint, what counts, and what it does with what is no message. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class McpDoorIT {

  private static final String SESSION = "Mcp-Session-Id";
  private static final String HELLO =
      """
      {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion":
       "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}}""";
  private static final String LIST =
      "{\"jsonrpc\": \"2.0\", \"id\": \"a\", \"method\": \"tools/list\"}";
  private static final String CALL =
      """
      {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "explain_check",
       "arguments": {"checkId": "rce-eval"}}}""";

  @TestHTTPResource("/")
  URI server;

  @Inject Database database;

  @Test
  void withoutAGoodKeyThereIsNothing() {
    post(given(), HELLO)
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer")
        .header(SESSION, nullValue())
        .body("error.code", equalTo("UNAUTHORIZED"));
    for (String key : List.of(ApiKey.generate(), "mcp_sk_short")) {
      assertEquals(401, post(with(key), CALL).statusCode());
    }
    assertEquals(401, given().get("/mcp").statusCode());
    assertEquals(401, given().get("/mcp/sse").statusCode());
    assertThrows(RuntimeException.class, () -> Agent.connected(server, null).close());
    post(with(Client.of("free").key()), HELLO)
        .then()
        .statusCode(403)
        .body("error.code", equalTo("API_ACCESS_REQUIRED"));
  }

  @Test
  void callsCountAndTheRestOfTheProtocolIsFree() {
    Client client = Client.of("pro");
    assertRemaining(post(with(client.key()), HELLO), 200, "100");
    assertRemaining(post(with(client.key()), LIST), 200, "100");
    assertRemaining(
        post(with(client.key()), "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\"}"),
        202,
        "100");
    assertRemaining(
        post(with(client.key()), "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/list\"}"),
        200,
        "100");
    assertRemaining(with(client.key()).get("/mcp"), 405, "100");
    assertRemaining(with(client.key()).delete("/mcp"), 405, "100");
    assertRemaining(post(with(client.key()), CALL), 200, "99");
    assertRemaining(post(with(client.key()), CALL), 200, "98");
    assertRemaining(post(with(client.key()), "{"), 400, "97");
    client.call().get("/api/v1/scans").then().header("X-RateLimit-Remaining", "96");
  }

  @Test
  void aUsedUpDayIsRefusedAsInTheApi() {
    Client client = Client.of("team");
    database.run(
        "UPDATE api_key SET daily_limit = 1 WHERE id = ?",
        Long.parseLong(client.keyId().substring("key_".length())));
    assertEquals(200, post(with(client.key()), CALL).statusCode());

    Response refused = post(with(client.key()), CALL);

    refused
        .then()
        .statusCode(429)
        .header("Retry-After", matchesPattern("[0-9]+"))
        .header("X-RateLimit-Remaining", "0")
        .body("error.code", equalTo("RATE_LIMIT_EXCEEDED"));
    assertThrows(RuntimeException.class, () -> Agent.connected(server, client.key()).close());
  }

  @Test
  void aSessionIsOfUseToTheKeyThatOpenedItAlone() {
    Client mine = Client.of("team");
    Client colleague = Client.in(mine.account(), "team");
    String session = post(with(mine.key()), HELLO).header(SESSION);

    assertEquals(200, post(with(mine.key()).header(SESSION, session), CALL).statusCode());
    Response theirs = post(with(colleague.key()).header(SESSION, session), CALL);
    Response madeUp = post(with(mine.key()).header(SESSION, session + "0"), CALL);
    assertEquals(404, theirs.statusCode());
    assertEquals(404, madeUp.statusCode());
    assertEquals(theirs.asString(), madeUp.asString());
    assertNotEquals(session, post(with(mine.key()), HELLO).header(SESSION));
  }

  @Test
  void aRevokedKeyIsRefusedWithinItsSession() {
    Client client = Client.of("team");
    try (Agent agent = Agent.connected(server, client.key())) {
      agent.get("explain_check", Map.of("checkId", "rce-eval"));
      Client.admin().delete("/admin/v1/keys/" + client.keyId()).then().statusCode(204);

      assertThrows(
          RuntimeException.class, () -> agent.call("explain_check", Map.of("checkId", "rce-eval")));
    }
  }

  @Test
  void anotherAccountsScanIsAsUnknownAsOneThatNeverWas() throws Exception {
    String theirs = Client.of("enterprise").scan("https://github.com/public/theirs").path("id");
    Client me = Client.of("enterprise");
    String mine = me.scan("https://github.com/public/theirs").path("id");
    database.complete(mine, "rules-1");
    try (Agent agent = Agent.connected(server, me.key())) {
      String unknown = "scan_" + "7".repeat(22);
      for (String tool : List.of("get_scan", "list_findings")) {
        String expected = agent.error(tool, Map.of("scanId", unknown)).toString();
        assertThat(expected, containsString("SCAN_NOT_FOUND"));
        assertEquals(expected, agent.error(tool, Map.of("scanId", theirs)).toString());
        assertEquals(expected, agent.error(tool, Map.of("scanId", "nonsense")).toString());
      }
      String expected =
          agent.error("compare_scans", Map.of("before", mine, "after", unknown)).toString();
      assertThat(expected, containsString("SCAN_NOT_FOUND"));
      assertEquals(
          expected,
          agent.error("compare_scans", Map.of("before", theirs, "after", mine)).toString());
    }
  }

  @Test
  void webPagesMayNotCall() {
    String key = Client.of("team").key();
    for (String origin : List.of("https://evil.example", "null", "http://localhost:8080")) {
      post(with(key).header("Origin", origin), CALL)
          .then()
          .statusCode(403)
          .body("error.code", equalTo("FORBIDDEN"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}]",
        "7",
        "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"ping\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":7}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":7}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\","
            + "\"arguments\":[]}}"
      })
  void whatIsNoMessageIsRefused(String body) {
    post(with(Client.of("team").key()), body)
        .then()
        .statusCode(400)
        .contentType("application/json")
        .body("jsonrpc", equalTo("2.0"))
        .body("error.code", matchesCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"clientInfo\":[]}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"x\"}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"logging/setLevel\",\"params\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"q/close\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"completion/complete\"}"
      })
  void whatThereIsNotIsAnErrorOfTheProtocol(String body) {
    post(with(Client.of("team").key()), body)
        .then()
        .statusCode(200)
        .body("id", equalTo(1))
        .body("error.code", matchesCode());
  }

  @Test
  void theHttpAroundAMessageIsHeldToItsRules() {
    String key = Client.of("enterprise").key();
    with(key).contentType("text/plain").body(CALL).post("/mcp").then().statusCode(415);
    post(with(key).accept("text/html"), CALL).then().statusCode(406);
    post(with(key).accept("application/json"), CALL).then().statusCode(200);
    post(with(key).header("Mcp-Protocol-Version", "1999-01-01"), CALL)
        .then()
        .statusCode(400)
        .body("error.details", containsString("2025-06-18"));
    post(with(key).header("Mcp-Protocol-Version", "2025-11-25"), CALL).then().statusCode(200);
    post(with(key), " ".repeat(70_000) + CALL).then().statusCode(413);
    assertEquals(404, with(key).get("/mcp/sse").statusCode());
    assertEquals(404, post(with(key), CALL, "/mcp/messages/x").statusCode());
    post(with(key), CALL.replace("\"checkId\"", "\"a\": null, \"checkId\""))
        .then()
        .statusCode(200)
        .body("result.isError", equalTo(true))
        .body("result.content[0].text", containsString("INVALID_REQUEST"));
    post(with(key), CALL)
        .then()
        .header("X-Request-Id", not(nullValue()))
        .header("Cache-Control", "no-store");
    assertThat(post(with(key), LIST).asString(), containsString("untrusted"));
  }

  private static RequestSpecification with(String key) {
    return given().header("Authorization", "Bearer " + key);
  }

  private static Response post(RequestSpecification request, String body) {
    return post(request, body, "/mcp");
  }

  private static Response post(RequestSpecification request, String body, String path) {
    return request.contentType("application/json").body(body).post(path);
  }

  private static void assertRemaining(Response response, int status, String remaining) {
    response.then().statusCode(status).header("X-RateLimit-Remaining", remaining);
  }

  private static Matcher<Integer> matchesCode() {
    return lessThan(-32_000);
  }
}
