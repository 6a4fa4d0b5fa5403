package io.mcpscore.deploy.canary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.deploy.EventReceiver;
import io.mcpscore.deploy.contract.RawAnswer;
import io.mcpscore.deploy.contract.RawHttp;
import io.mcpscore.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What clients and the operator do, with secrets in hand, and all that they are told. */
final class Visits {

  static final String REQUEST_ID = "order-17.canary";

  private static final String JSON = "Content-Type: application/json";

  private final Map<String, String> said = new LinkedHashMap<>();
  private final WholeSystem system;
  private final Canaries canaries;
  private final RawHttp http;
  private final String key;
  private String scanId;
  private String laterId;

  Visits(WholeSystem system, Canaries canaries) throws IOException {
    this.system = system;
    this.canaries = canaries;
    http = new RawHttp(system.gateway().port());
    key = newKey("canary");
    canaries.system("API key", key);
  }

  /** What was said, by what it is. */
  Map<String, String> said() {
    return said;
  }

  String scanId() {
    return scanId;
  }

  /** Looks at what the services say of themselves. */
  void look() throws IOException {
    say("metrics of the gateway", http, "/q/metrics");
    say("health of the gateway", http, "/q/health");
    say("description", http, "/q/openapi");
    RawHttp worker = new RawHttp(system.worker().port());
    say("metrics of the worker", worker, "/q/metrics");
    say("health of the worker", worker, "/q/health");
  }

  /** Sends the leaky server as an archive, and one that is none. */
  void upload() throws IOException {
    Map<String, String> files = LeakyServer.files(canaries);
    String in = canaries.system("token in what is no archive", "", 36);
    say("no archive", archive("bad", in.getBytes(StandardCharsets.UTF_8)));
    say("archive with an option", archive("x&token=" + in, zip(files)));
    RawAnswer taken = archive("leaky", zip(files));
    assertThat(taken.status()).as(taken.toString()).isEqualTo(201);
    String id = Json.mapper().readTree(taken.body()).path("id").asText();
    assertThat(ended(id).path("status").asText()).isEqualTo("complete");
    readForms("form of the upload", id);
  }

  /** Hears of the end of a scan, and lets another event fail. */
  void hear() throws Exception {
    RawAnswer made = call("POST", "/api/v1/webhooks/secret", null);
    String secret = Json.mapper().readTree(made.body()).path("secret").asText();
    assertThat(secret).startsWith("whsec_");
    canaries.system("webhook secret", secret);
    String inUrl = canaries.system("token in the URL of a receiver", "", 36);
    try (EventReceiver receiver = EventReceiver.start()) {
      wish(receiver.address() + "/hook?token=" + inUrl);
      wish(receiver.address() + "/nowhere?token=" + inUrl);
      said.put("event", receiver.awaitEvent());
      say("deliveries", "/api/v1/webhooks/deliveries");
    }
    say("receivers", "/api/v1/webhooks");
    say(
        "bad receiver",
        call("POST", "/api/v1/webhooks", "{\"url\":\"http://u:" + inUrl + "@x/\"}"));
  }

  private void wish(String receiver) throws IOException {
    String body =
        Json.write(Map.of("url", "https://github.com/acme/leaky", "webhookUrl", receiver));
    RawAnswer answer = call("POST", "/api/v1/scan", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
  }

  /** Asks over MCP, and asks badly. */
  void askAsAnAgent() throws IOException {
    String in = canaries.system("token in a call of a tool", "", 36);
    String url = "https://github.com/acme/leaky";
    tool("scan_repository", Map.of("url", url));
    tool("get_scan", Map.of("scanId", scanId));
    tool("list_findings", Map.of("scanId", scanId));
    tool("explain_check", Map.of("checkId", "secrets-api-key"));
    tool("compare_scans", Map.of("before", scanId, "after", laterId));
    say("MCP, unknown scan", mcp("tools/call", call("get_scan", Map.of("scanId", in))));
    say("MCP, unknown tool", mcp("tools/call", call(in, Map.of(in, in))));
    say("MCP, bad URL", mcp("tools/call", call("scan_repository", Map.of("url", url + "?" + in))));
    say("MCP, unknown method", mcp(in, Map.of(in, in)));
  }

  private void tool(String name, Map<String, Object> arguments) throws IOException {
    RawAnswer answer = mcp("tools/call", call(name, arguments));
    JsonNode result = Json.mapper().readTree(answer.body()).path("result");
    assertThat(result.path("isError").asBoolean()).as(name + ": " + answer).isFalse();
    assertThat(result.path("content")).as(name + ": " + answer).isNotEmpty();
    say("MCP " + name, answer);
  }

  private static Map<String, Object> call(String tool, Map<String, Object> arguments) {
    return Map.of("name", tool, "arguments", arguments);
  }

  private RawAnswer mcp(String method, Map<String, Object> params) throws IOException {
    Map<String, Object> message =
        Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", params);
    return call("POST", "/mcp", Json.write(message));
  }

  private void readForms(String what, String id) throws IOException {
    for (String form : List.of("json", "sarif", "cyclonedx", "html", "markdown")) {
      say(what + " " + form, "/api/v1/scan/" + id + "?format=" + form);
    }
  }

  private RawAnswer archive(String name, byte[] bytes) throws IOException {
    return http.send(
        "POST",
        "/api/v1/scan?name=" + name,
        List.of("Authorization: Bearer " + key, "Content-Type: application/zip"),
        bytes);
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  void scanAndRead() throws Exception {
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
    laterId = later;
    assertThat(ended(later).path("status").asText()).isEqualTo("complete");
    readForms("form", scanId);
    say("diff", "/api/v1/scan/" + scanId + "/diff/" + later);
    say("events", "/api/v1/scan/" + scanId + "/events");
    say("list", "/api/v1/scans");
    say("badge", "/badge/github.com/acme/leaky.svg");
    say("badge for shields", "/badge/github.com/acme/leaky.json");
  }

  void provokeErrors() throws Exception {
    String inUrl = canaries.system("token in the user part of a URL", "gh" + "p_", 36);
    String inQuery = canaries.system("token in the query of a URL", "", 36);
    String inHeader = canaries.system("token in another header", "", 36);
    String inPath = canaries.system("token in a path", "", 36);
    String inBody = canaries.system("token in a malformed body", "", 36);
    String badKey = canaries.system("key that nobody has", "mcp_sk_", 32);
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

  void operate() throws Exception {
    String revoked = newKey("leaver");
    canaries.system("revoked key", revoked);
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

  private String submit(String url, String header) throws IOException {
    RawAnswer answer =
        http.send(
            "POST",
            "/api/v1/scan",
            List.of("Authorization: Bearer " + key, JSON, header),
            ("{\"url\":\"" + url + "\"}").getBytes(StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return Json.mapper().readTree(answer.body()).path("id").asText();
  }

  private JsonNode ended(String id) throws IOException {
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

  private String newKey(String account) throws IOException {
    String body =
        "{\"account\":\"%s\",\"tier\":\"enterprise\",\"name\":\"tests\"}".formatted(account);
    RawAnswer made = operator("POST", "/admin/v1/keys", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return Json.mapper().readTree(made.body()).path("key").asText();
  }

  private RawAnswer operator(String method, String target, String body) throws IOException {
    return send(canaries.all().get("operator's token"), method, target, body);
  }

  private RawAnswer call(String method, String target, String body) throws IOException {
    return send(key, method, target, body);
  }

  private RawAnswer send(String token, String method, String target, String body)
      throws IOException {
    byte[] bytes = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
    return http.send(method, target, List.of("Authorization: Bearer " + token, JSON), bytes);
  }

  private void say(String what, String target) throws IOException {
    RawAnswer answer = call("GET", target, null);
    assertThat(answer.status()).as(what + ": " + answer).isEqualTo(200);
    say(what, answer);
  }

  private void say(String what, RawHttp service, String target) throws IOException {
    say(what, service.send("GET", target, List.of(), new byte[0]));
  }

  private void say(String what, RawAnswer answer) {
    said.put(what, answer.everything());
  }
}
