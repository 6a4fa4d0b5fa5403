package io.mcpscore.gateway;

import static io.mcpscore.gateway.Tokens.claims;
import static io.mcpscore.gateway.Tokens.issuer;
import static io.mcpscore.gateway.Tokens.sign;
import static io.mcpscore.gateway.Tokens.with;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.Json;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People's tokens, good and hostile, and a provider that is silent when the gateway starts. */
@QuarkusTest
@QuarkusTestResource(value = Services.class)
@QuarkusTestResource(value = ProviderStub.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TokensIT {

  private static final String SCANS = "/api/v1/scans";
  private static final RsaJsonWebKey KEY = Tokens.key("one");
  private static final RsaJsonWebKey FOREIGN = Tokens.key("one");

  private static String account;

  @BeforeEach
  void account() {
    if (account == null) {
      account = Client.of("team").account();
      Tokens.publish(KEY);
    }
  }

  @Test
  @Order(1)
  void whileTheProviderIsSilentKeysWorkAndTokensHaveToWait() {
    String token = sign(KEY, claims("mcpscore-viewer", account));
    for (int i = 0; i < 3; i++) {
      with(token)
          .get(SCANS)
          .then()
          .statusCode(503)
          .header("Retry-After", notNullValue())
          .body("error.code", equalTo("SERVICE_UNAVAILABLE"));
    }
    Client.in(account, "team").call().get(SCANS).then().statusCode(200);

    given().put(issuer() + "/up").then().statusCode(200);
    Waiting.until(() -> with(token).get(SCANS).statusCode() == 200, "the provider is asked again");
  }

  @Test
  @Order(2)
  void aViewerReadsAndIsCountedLikeAKey() {
    Client.in(account, "team").scan("https://github.com/public/for-people").then().statusCode(201);
    String viewer = sign(KEY, claims("mcpscore-viewer", account));

    with(viewer)
        .get(SCANS)
        .then()
        .statusCode(200)
        .header("X-RateLimit-Limit", "500")
        .header("X-RateLimit-Remaining", "499")
        .body("scans[0].url", equalTo("https://github.com/public/for-people"));
    with(viewer)
        .contentType("application/json")
        .body("{\"url\": \"https://github.com/public/for-people\"}")
        .post("/api/v1/scan")
        .then()
        .statusCode(403)
        .header("X-RateLimit-Remaining", "498")
        .body("error.code", equalTo("FORBIDDEN"))
        .body("error.details", containsString("viewer"));
  }

  @Test
  @Order(2)
  void aSubmitterSubmitsAndManagesNoKeys() {
    String submitter = sign(KEY, claims("mcpscore-submitter", account));

    with(submitter)
        .contentType("application/json")
        .body("{\"url\": \"https://github.com/public/by-a-person\"}")
        .post("/api/v1/scan")
        .then()
        .statusCode(201);
    with(submitter)
        .get("/api/v1/keys")
        .then()
        .statusCode(403)
        .body("error.code", equalTo("FORBIDDEN"));
  }

  @Test
  @Order(2)
  void theDaysOfTwoPeopleAreTheirOwn() {
    String account = "two-people-" + UUID.randomUUID();
    put(account, "{\"tier\": \"pro\", \"dailyLimit\": 2}");
    String one = sign(KEY, claims("mcpscore-viewer", account));
    String other = sign(KEY, claims("mcpscore-viewer", account));

    assertEquals(200, with(one).get(SCANS).statusCode());
    assertEquals(200, with(one).get(SCANS).statusCode());
    with(one)
        .get(SCANS)
        .then()
        .statusCode(429)
        .header("X-RateLimit-Remaining", "0")
        .body("error.code", equalTo("RATE_LIMIT_EXCEEDED"));
    assertEquals(200, with(other).get(SCANS).statusCode());

    // A new limit counts at once
    put(account, "{\"tier\": \"pro\", \"dailyLimit\": 3}");
    with(one).get(SCANS).then().statusCode(200).header("X-RateLimit-Limit", "3");
  }

  @Test
  @Order(2)
  void withoutARoleOrAnAccountNothingIsAllowed() {
    with(sign(KEY, claims("nothing-of-ours", account)))
        .get(SCANS)
        .then()
        .statusCode(403)
        .body("error.code", equalTo("FORBIDDEN"))
        .body("error.details", containsString("viewer, submitter and admin"));
    for (String none : Arrays.asList(null, "no-such-account", "a\nb", "")) {
      with(sign(KEY, claims("mcpscore-viewer", none)))
          .get(SCANS)
          .then()
          .statusCode(403)
          .body("error.code", equalTo("ACCOUNT_REQUIRED"));
    }
  }

  @Test
  @Order(2)
  void theOperatorAssignsAccountsToPeopleWithoutOne() {
    String subject = UUID.randomUUID().toString();
    Map<String, Object> claims = claims("mcpscore-viewer", null);
    claims.put("sub", subject);
    String token = sign(KEY, claims);
    String details = with(token).get(SCANS).path("error.details");
    String id = details.substring(details.lastIndexOf(' ') + 1);
    Client.admin()
        .get("/admin/v1/people?unassigned=true&limit=100")
        .then()
        .statusCode(200)
        .body("people.find { it.id == '" + id + "' }.subject", equalTo(subject))
        .body("people.find { it.id == '" + id + "' }.name", equalTo("anna"));

    assign(id, "\"" + account + "\"").then().statusCode(200).body("account", equalTo(account));
    with(token).get(SCANS).then().statusCode(200).header("X-RateLimit-Limit", "500");

    assign(id, "null").then().statusCode(200);
    with(token).get(SCANS).then().statusCode(403);
    assign(id, "\"no-such-account\"").then().statusCode(404);
    assign("person_999999999", "\"" + account + "\"").then().statusCode(404);
    assign(id, "7").then().statusCode(400);
  }

  @Test
  @Order(2)
  void aKeyIsMadeListedAndRevokedByAnAdmin() {
    Map<String, Object> claims = claims("mcp,admin", account);
    String admin = sign(KEY, claims);

    Response made = makeKey(admin, "{\"name\": \"pipeline\", \"dailyLimit\": 7}");
    made.then()
        .statusCode(201)
        .body("key", matchesPattern("mcp_sk_[0-9A-Za-z]{32}"))
        .body("account", equalTo(account))
        .body("dailyLimit", equalTo(7));
    String id = made.path("id");
    String key = made.path("key");
    with(key).get(SCANS).then().statusCode(200).header("X-RateLimit-Limit", "7");
    with(admin)
        .get("/api/v1/keys")
        .then()
        .statusCode(200)
        .body("keys.find { it.id == '" + id + "' }.name", equalTo("pipeline"))
        .body("keys.findAll { it.key != null }.size()", equalTo(0));

    with(admin).delete("/api/v1/keys/" + id).then().statusCode(204);
    with(key).get(SCANS).then().statusCode(401);
    Client.admin()
        .get("/admin/v1/audit?account=" + account + "&action=key.revoke")
        .then()
        .body("entries[0].actor", matchesPattern("person_\\d+"))
        .body("entries[0].actorName", equalTo("anna"))
        .body("entries[0].target", equalTo(id));
  }

  @Test
  @Order(2)
  void keysOfOthersStayOutOfReachAndLimitsHold() {
    String admin = sign(KEY, claims("boss", account));
    Client other = Client.of("team");

    with(admin)
        .delete("/api/v1/keys/" + other.keyId())
        .then()
        .statusCode(404)
        .body("error.code", equalTo("NOT_FOUND"));
    assertEquals(200, other.call().get(SCANS).statusCode());
    makeKey(admin, "{\"name\": \"too much\", \"dailyLimit\": 501}")
        .then()
        .statusCode(400)
        .body("error.details", containsString("500"));
    makeKey(admin, "{\"name\": \"past\", \"expiresAt\": \"2020-01-01T00:00:00Z\"}")
        .then()
        .statusCode(400);
    for (Response refused :
        List.of(
            makeKey(other.key(), "{\"name\": \"by a key\"}"),
            other.call().get("/api/v1/keys"),
            other.call().delete("/api/v1/keys/" + other.keyId()))) {
      refused
          .then()
          .statusCode(403)
          .body("error.code", equalTo("FORBIDDEN"))
          .body("error.details", containsString("sign in"));
    }
  }

  @Test
  @Order(2)
  void tenKeysAreAllHoweverManyAreAskedForAtOnce() throws Exception {
    String account = "ten-" + UUID.randomUUID();
    put(account, "{\"tier\": \"team\"}");
    String admin = sign(KEY, claims("boss", account));
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    List<Thread> threads =
        Stream.generate(
                () ->
                    Thread.ofVirtual()
                        .start(
                            () ->
                                statuses.add(makeKey(admin, "{\"name\": \"many\"}").statusCode())))
            .limit(16)
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(10, statuses.stream().filter(status -> status == 201).count());
    assertEquals(6, statuses.stream().filter(status -> status == 409).count());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @Order(3)
  void aHostileTokenIsRefused(String what, UnaryOperator<String> change) {
    String token = change.apply(sign(KEY, claims("boss", account)));

    with(token)
        .get(SCANS)
        .then()
        .statusCode(401)
        .contentType("application/json")
        .header("WWW-Authenticate", containsString("Bearer"))
        .body("error.code", equalTo("UNAUTHORIZED"))
        .body("error.message", notNullValue());
  }

  static Stream<Arguments> aHostileTokenIsRefused() {
    return Stream.of(
        hostile("another service's", claims -> claims.put("aud", "payroll")),
        hostile("no audience", claims -> claims.remove("aud")),
        hostile("another provider's", claims -> claims.put("iss", "https://evil.example")),
        hostile("no issuer", claims -> claims.remove("iss")),
        hostile("nobody's", claims -> claims.remove("sub")),
        hostile("a number as subject", claims -> claims.put("sub", 7)),
        hostile("a zero in the subject", claims -> claims.put("sub", "a\u0000b")),
        hostile("without an end", claims -> claims.remove("exp")),
        hostile("not yet valid", claims -> claims.put("nbf", later(600))),
        hostile("long expired", claims -> claims.put("exp", later(-600))),
        other("tampered claims", token -> parts(token, 1, forged())),
        other("tampered signature", token -> parts(token, 2, "A".repeat(342))),
        other(
            "of a stranger with the same key id", token -> sign(FOREIGN, claims("boss", account))),
        other(
            "of a key that nobody has", token -> sign(Tokens.key("two"), claims("boss", account))),
        other("no algorithm", token -> parts(token, 0, json(Map.of("alg", "none")))),
        other("no algorithm and no signature", token -> unsigned(token)),
        other("signed with the public key", TokensIT::symmetric),
        other("a key of its own", token -> parts(token, 0, ownKey())),
        other("no JSON", token -> parts(token, 1, "bm90IGpzb24")),
        other("header that is a list", token -> parts(token, 0, json(List.of()))),
        other("not base 64", token -> parts(token, 0, "a")),
        other("one part", token -> "abc"),
        other("four parts", token -> token + ".abc"),
        other("far too long", token -> token + "A".repeat(17_000 - token.length())));
  }

  @Test
  @Order(3)
  void anExpiredTokenIsToldSo() {
    Map<String, Object> claims = claims("boss", account);
    claims.put("exp", later(-5));
    with(sign(KEY, claims))
        .get(SCANS)
        .then()
        .statusCode(401)
        .body("error.details", containsString("expired"));
  }

  @Test
  @Order(3)
  void cookiesOfAStrangerChangeNothing() {
    String token = sign(KEY, claims("mcpscore-viewer", account));
    with(token)
        .cookie("q_session_other", "x")
        .cookie("q_auth_x", "y")
        .get(SCANS)
        .then()
        .statusCode(200);
    given().cookie("q_session", "x").get(SCANS).then().statusCode(401);
  }

  @Test
  @Order(4)
  void keysOfTheProviderMayChangeAndItMayBeSilentAgain() throws Exception {
    RsaJsonWebKey next = Tokens.key("next");
    Tokens.publish(KEY, next);
    Thread.sleep(1100);
    String token = sign(next, claims("mcpscore-viewer", account));
    with(token).get(SCANS).then().statusCode(200);

    given().put(issuer() + "/down").then().statusCode(200);
    Thread.sleep(1100);
    with(token).get(SCANS).then().statusCode(200);
    with(sign(Tokens.key("third"), claims("mcpscore-viewer", account)))
        .get(SCANS)
        .then()
        .statusCode(503)
        .header("Retry-After", notNullValue());
    with(token).get(SCANS).then().statusCode(200);
    given().put(issuer() + "/up").then().statusCode(200);
  }

  @Test
  @Order(5)
  void manyBadTokensSlowTheirAddressButKnownPeopleWork() {
    String known = sign(KEY, claims("mcpscore-viewer", account));
    with(known).get(SCANS).then().statusCode(200);
    Waiting.until(
        () -> with(parts(known, 2, "A".repeat(342))).get(SCANS).statusCode() == 429, "slowed");
    with(known).get(SCANS).then().statusCode(200);
  }

  private static Arguments hostile(String what, Consumer<Map<String, Object>> change) {
    return other(
        what,
        token -> {
          Map<String, Object> claims = claims("boss", account);
          change.accept(claims);
          return sign(KEY, claims);
        });
  }

  private static Arguments other(String what, UnaryOperator<String> change) {
    return Arguments.of(what, change);
  }

  private static long later(int seconds) {
    return Instant.now().getEpochSecond() + seconds;
  }

  private static String parts(String token, int index, String part) {
    String[] parts = token.split("\\.", -1);
    parts[index] = part;
    return String.join(".", parts);
  }

  private static String unsigned(String token) {
    return parts(parts(token, 0, json(Map.of("alg", "none", "typ", "JWT"))), 2, "");
  }

  private static String forged() {
    Map<String, Object> claims = new HashMap<>(claims("boss", account));
    claims.put("preferred_username", "mallory");
    return json(claims);
  }

  private static String ownKey() {
    return json(
        Map.of(
            "alg", "RS256",
            "jwk", FOREIGN.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY),
            "jku", "https://evil.example/jwks"));
  }

  private static String symmetric(String token) {
    try {
      String body = json(Map.of("alg", "HS256", "kid", "one")) + "." + token.split("\\.", -1)[1];
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(((RSAPublicKey) KEY.getPublicKey()).getEncoded(), "HmacSHA256"));
      return body + "." + base64(mac.doFinal(body.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String json(Object value) {
    return base64(Json.write(value).getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Response makeKey(String bearer, String body) {
    return with(bearer).contentType("application/json").body(body).post("/api/v1/keys");
  }

  private static Response assign(String id, String account) {
    return Client.admin()
        .contentType("application/json")
        .body("{\"account\": " + account + "}")
        .put("/admin/v1/people/" + id);
  }

  private static void put(String account, String body) {
    Client.admin()
        .contentType("application/json")
        .body(body)
        .put("/admin/v1/accounts/" + account)
        .then()
        .statusCode(200);
  }
}
