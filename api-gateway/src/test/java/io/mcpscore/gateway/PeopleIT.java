package io.mcpscore.gateway;

import static io.mcpscore.gateway.Tokens.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People who sign in with a real identity provider. */
@QuarkusTest
@QuarkusTestResource(Services.class)
@QuarkusTestResource(value = KeycloakServer.class, restrictToAnnotatedClass = true, parallel = true)
class PeopleIT {

  private static final String SCANS = "/api/v1/scans";
  private static final String BODY = "{\"url\": \"https://github.com/public/by-people\"}";
  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

  @TestHTTPResource("/")
  URI page;

  @ParameterizedTest
  @CsvSource({
    "cleo, 200, 403, 403",
    "ben, 200, 201, 403",
    "anna, 200, 200, 200",
    "dora, 403, 403, 403"
  })
  void eachRoleMayDoWhatItIsFor(String name, int read, int submit, int manage) {
    // Whoever comes first makes the account; the second submission joins the scan of the first.
    String token = token("mcpscore", "command-line", name);

    assertEquals(read, with(token).get(SCANS).statusCode());
    int submitted =
        with(token).contentType("application/json").body(BODY).post("/api/v1/scan").statusCode();
    assertTrue(submitted == submit || (submit < 300 && submitted < 300), "status " + submitted);
    assertEquals(manage, with(token).get("/api/v1/keys").statusCode());
  }

  @Test
  void anAdminMakesAKeyForItsAccount() {
    String anna = token("mcpscore", "command-line", "anna");
    Response made =
        with(anna)
            .contentType("application/json")
            .body("{\"name\": \"pipeline\"}")
            .post("/api/v1/keys");
    made.then()
        .statusCode(201)
        .header("X-RateLimit-Limit", "500")
        .body("account", equalTo("keycloak-team"))
        .body("tier", equalTo("team"));
    String key = made.path("key");
    with(key).get(SCANS).then().statusCode(200);

    with(anna).delete("/api/v1/keys/" + made.path("id")).then().statusCode(204);
    with(key).get(SCANS).then().statusCode(401);
    Client.admin()
        .get("/admin/v1/audit?account=keycloak-team")
        .then()
        .body("entries.actorName", hasItem("anna"))
        .body("entries.action", hasItem("account.create"));
  }

  @Test
  void aPersonWithoutAnAccountIsAssignedOne() {
    String emil = token("mcpscore", "command-line", "emil");
    Response refused = with(emil).get(SCANS);
    refused.then().statusCode(403).body("error.code", equalTo("ACCOUNT_REQUIRED"));
    String details = refused.path("error.details");
    String account = Client.of("pro").account();

    Client.admin()
        .contentType("application/json")
        .body("{\"account\": \"" + account + "\"}")
        .put("/admin/v1/people/" + details.substring(details.lastIndexOf(' ') + 1))
        .then()
        .statusCode(200)
        .body("name", equalTo("emil"));

    with(emil).get(SCANS).then().statusCode(200).header("X-RateLimit-Limit", "100");
    with(emil).get("/api/v1/usage").then().statusCode(200).body("people[0].requests", equalTo(2));
  }

  @Test
  void tokensOfOtherServicesAndRealmsAreRefused() {
    for (String token :
        new String[] {
          token("mcpscore", "payroll", "anna"),
          token("elsewhere", "command-line", "anna"),
          answer("mcpscore", "command-line", "anna").path("refresh_token")
        }) {
      with(token)
          .get(SCANS)
          .then()
          .statusCode(401)
          .header("WWW-Authenticate", containsString("invalid_token"))
          .body("error.code", equalTo("UNAUTHORIZED"));
    }
  }

  @Test
  void aTokenThatHasExpiredIsRefused() throws Exception {
    String token = token("mcpscore", "hasty", "anna");
    Thread.sleep(2100);
    with(token).get(SCANS).then().statusCode(401).body("error.details", containsString("expired"));
  }

  @Test
  void aPageSendsBrowsersToTheProviderToSignIn() throws Exception {
    try (HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build()) {
      HttpResponse<String> form = browser.send(get(page), HttpResponse.BodyHandlers.ofString());
      assertTrue(form.uri().toString().startsWith(issuer()), "the provider asks who it is");
      Matcher action = FORM.matcher(form.body());
      assertTrue(action.find(), "a form to sign in with");
      // No session, no API: it wants a key or token with every request.
      HttpResponse<String> api =
          browser.send(get(page.resolve(SCANS)), HttpResponse.BodyHandlers.ofString());
      assertEquals(401, api.statusCode());
    }
  }

  @Test
  void keysWorkAsWithoutAProvider() {
    Client.of("team").call().get(SCANS).then().statusCode(200);
    given().get(SCANS).then().statusCode(401).header("WWW-Authenticate", notNullValue());
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).header("Accept", "text/html").build();
  }

  private static String issuer() {
    return Tokens.issuer();
  }

  private static String token(String realm, String client, String name) {
    return answer(realm, client, name).path("access_token");
  }

  private static Response answer(String realm, String client, String name) {
    Response answer =
        given()
            .formParam("grant_type", "password")
            .formParam("client_id", client)
            .formParam("username", name)
            .formParam("password", name + "-password")
            .post(issuer().replace("mcpscore", realm) + "/protocol/openid-connect/token");
    answer.then().statusCode(200);
    return answer;
  }
}
