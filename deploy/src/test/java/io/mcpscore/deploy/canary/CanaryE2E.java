package io.mcpscore.deploy.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.deploy.FixtureHost;
import io.mcpscore.deploy.contract.RawAnswer;
import io.mcpscore.deploy.contract.RawHttp;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Secrets are planted in every corner of the system and of a scanned repository; then everything
 * that the system says or keeps is searched for them.
 */
class CanaryE2E {

  private static final String JSON = "Content-Type: application/json";
  private static final String REQUEST_ID = "order-17.canary";

  private static final Canaries CANARIES = new Canaries();
  private static final Map<String, String> SAID = new LinkedHashMap<>();

  private static WholeSystem system;
  private static RawHttp http;
  private static String key;
  private static String scanId;

  @BeforeAll
  static void run() throws Exception {
    system =
        new WholeSystem(
            CANARIES,
            Map.of(
                "acme/leaky",
                LeakyServer.files(CANARIES),
                "acme/notes",
                FixtureHost.notesServer()));
    http = new RawHttp(system.gateway().port());
    key = newKey("canary");
    CANARIES.system("API key", key);
    scanAndRead();
    provokeErrors();
    operate();
    say("metrics of the gateway", http, "/q/metrics");
    say("health of the gateway", http, "/q/health");
    say("description", http, "/q/openapi");
    RawHttp worker = new RawHttp(system.worker().port());
    say("metrics of the worker", worker, "/q/metrics");
    say("health of the worker", worker, "/q/health");
  }

  @AfterAll
  static void stop() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void noSecretIsInAnythingThatTheSystemSaysOrKeeps() throws Exception {
    Map<String, String> places = new LinkedHashMap<>(SAID);
    places.put("log of the gateway", system.gateway().log());
    places.put("log of the worker", system.worker().log());
    places.put("Redis", system.redis());
    places.put("Kafka", system.kafka());
    places.put("database", system.database());
    List<String> leaks = new ArrayList<>();
    CANARIES
        .all()
        .forEach(
            (what, secret) ->
                places.forEach(
                    (place, text) -> {
                      if (text.contains(secret) && !isNamedThere(what, place)) {
                        leaks.add(what + " is in: " + place + around(text, secret));
                      }
                    }));

    assertThat(CANARIES.all()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(leaks).isEmpty();
    assertThat(places.get("Kafka")).contains("scan-jobs-dlq");
    assertThat(places.get("form sarif")).contains("secrets-api-key");
  }

  @Test
  void logsNameNoFileOfTheRepository() throws Exception {
    for (String log : List.of(system.gateway().log(), system.worker().log())) {
      assertThat(log).doesNotContain("src/keys.ts").doesNotContain("src/tools.ts");
    }
  }

  @Test
  void theIdOfARequestIsInTheLogsOfGatewayAndWorker() throws Exception {
    assertThat(lines(system.gateway().log())).anyMatch(CanaryE2E::isOfTheScan);
    // On a busy machine the relay may send the job once more, and that record may come first.
    assertThat(lines(system.worker().log())).anyMatch(CanaryE2E::isOfTheScan);
  }

  private static boolean isOfTheScan(String line) {
    return line.contains(REQUEST_ID) && line.contains("scan=" + scanId);
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  /** Reports name the files that they are about, whatever those are called. */
  private static boolean isNamedThere(String what, String place) {
    boolean report = place.startsWith("form ") || place.equals("diff") || place.equals("database");
    return what.equals("token in a file name") && report;
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return "\n    " + text.substring(Math.max(0, at - 120), at).replace('\n', ' ') + "[here]";
  }

  private static void scanAndRead() throws Exception {
    scanId = submit("https://github.com/acme/leaky", "X-Request-Id: " + REQUEST_ID);
    JsonNode done = ended(scanId);
    assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("complete");
    String later =
        Json.mapper()
            .readTree(
                call(
                        "POST",
                        "/api/v1/scan",
                        "{\"url\":\"github.com/acme/leaky\",\"forceRefresh\":true}")
                    .body())
            .path("id")
            .asText();
    assertThat(ended(later).path("status").asText()).isEqualTo("complete");
    for (String form : List.of("json", "sarif", "cyclonedx", "html", "markdown")) {
      say("form " + form, "/api/v1/scan/" + scanId + "?format=" + form);
    }
    say("diff", "/api/v1/scan/" + scanId + "/diff/" + later);
    say("events", "/api/v1/scan/" + scanId + "/events");
    say("list", "/api/v1/scans");
    say("badge", "/badge/github.com/acme/leaky.svg");
    say("badge for shields", "/badge/github.com/acme/leaky.json");
  }

  private static void provokeErrors() throws Exception {
    String inUrl = CANARIES.system("token in the user part of a URL", "gh" + "p_", 36);
    String inQuery = CANARIES.system("token in the query of a URL", "", 36);
    String inHeader = CANARIES.system("token in another header", "", 36);
    String inPath = CANARIES.system("token in a path", "", 36);
    String inBody = CANARIES.system("token in a malformed body", "", 36);
    String badKey = CANARIES.system("key that nobody has", "mcp_sk_", 32);
    String url = "https://x:" + inUrl + "@github.com/acme/leaky";
    say("bad URL", call("POST", "/api/v1/scan", "{\"url\":\"" + url + "\"}"));
    String query = "https://github.com/acme/leaky?access_token=" + inQuery;
    say("bad query", call("POST", "/api/v1/scan", "{\"url\":\"" + query + "\"}"));
    say("batch", call("POST", "/api/v1/scans", Json.write(Map.of("urls", List.of(url, query)))));
    say("bad body", call("POST", "/api/v1/scan", "{\"url\": " + inBody));
    say("unknown member", call("POST", "/api/v1/scan", "{\"" + inBody + "\": 1}"));
    say("bad path", call("GET", "/api/v1/scan/" + inPath, null));
    say("bad parameter", call("GET", "/api/v1/scans?cursor=" + inPath + "&limit=" + inPath, null));
    say("no path", call("GET", "/api/v1/" + inPath, null));
    say(
        "odd headers",
        http.send(
            "GET",
            "/api/v1/scans?access_token=" + inQuery,
            List.of(
                "Authorization: Basic " + inHeader,
                "Cookie: session=" + inHeader,
                "X-Api-Key: " + inHeader,
                "X-Request-Id: " + inHeader + " " + inHeader),
            new byte[0]));
    say(
        "bad key",
        http.send("GET", "/api/v1/scans", List.of("Authorization: Bearer " + badKey), new byte[0]));
    String lost = submit("https://down.example/acme/lost", "X-Request-Id: lost");
    say("failed scan", call("GET", "/api/v1/scan/" + ended(lost).path("id").asText(), null));
  }

  private static void operate() throws Exception {
    String revoked = newKey("leaver");
    CANARIES.system("revoked key", revoked);
    for (String target : List.of("/admin/v1/keys?account=leaver", "/admin/v1/jobs?state=failed")) {
      say(target, operator("GET", target, null));
    }
    String id =
        Json.mapper()
            .readTree(operator("GET", "/admin/v1/keys?account=leaver", null).body())
            .at("/keys/0/id")
            .asText();
    say("revocation", operator("DELETE", "/admin/v1/keys/" + id, null));
    say(
        "refusal of it",
        http.send(
            "GET", "/api/v1/scans", List.of("Authorization: Bearer " + revoked), new byte[0]));
  }

  private static String submit(String url, String header) throws IOException {
    RawAnswer answer =
        http.send(
            "POST",
            "/api/v1/scan",
            List.of("Authorization: Bearer " + key, JSON, header),
            ("{\"url\":\"" + url + "\"}").getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return Json.mapper().readTree(answer.body()).path("id").asText();
  }

  private static JsonNode ended(String id) throws IOException {
    long deadline = System.nanoTime() + 120_000_000_000L;
    while (System.nanoTime() < deadline) {
      JsonNode scan =
          Json.mapper().readTree(call("GET", "/api/v1/scan/" + id + "?wait=20", null).body());
      if (List.of("complete", "failed").contains(scan.path("status").asText())) {
        return scan;
      }
    }
    throw new AssertionError("the scan did not end");
  }

  private static String newKey(String account) throws IOException {
    String body =
        "{\"account\":\"%s\",\"tier\":\"enterprise\",\"name\":\"tests\"}".formatted(account);
    RawAnswer made = operator("POST", "/admin/v1/keys", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return Json.mapper().readTree(made.body()).path("key").asText();
  }

  private static RawAnswer operator(String method, String target, String body) throws IOException {
    return send(CANARIES.all().get("operator's token"), method, target, body);
  }

  private static RawAnswer call(String method, String target, String body) throws IOException {
    return send(key, method, target, body);
  }

  private static RawAnswer send(String token, String method, String target, String body)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    return http.send(method, target, List.of("Authorization: Bearer " + token, JSON), bytes);
  }

  private static void say(String what, String target) throws IOException {
    RawAnswer answer = call("GET", target, null);
    assertThat(answer.status()).as(what + ": " + answer).isEqualTo(200);
    say(what, answer);
  }

  private static void say(String what, RawHttp service, String target) throws IOException {
    say(what, service.send("GET", target, List.of(), new byte[0]));
  }

  private static void say(String what, RawAnswer answer) {
    SAID.put(what, answer.everything());
  }
}
