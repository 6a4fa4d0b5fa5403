package io.mcpscore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.deploy.Api.Answer;
import io.mcpscore.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a scan on the whole system, over the published API. */
class WholeWayE2E {

  private static final Duration SCAN = Duration.ofSeconds(90);

  @TempDir static Path temp;

  private static FixtureHost host;
  private static RunningSystem system;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    host = new FixtureHost(temp.resolve("mirror"));
    for (String name :
        List.of("acme/notes", "acme/again", "acme/fresh", "acme/same", "acme/cased")) {
      host.commit(name, FixtureHost.notesServer());
    }
    host.commit("owner/repo", FixtureHost.cleanServer());
    host.commit("acme/library", Map.of("index.js", "module.exports = 1;\n"));
    host.commit("acme/large", FixtureHost.largeServer());
    system = RunningSystem.start(temp.resolve("state"), host.folder());
    api = new Api(system.address(), system.printedKey());
  }

  @AfterAll
  static void stop() throws Exception {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void aNewScanGoesFromPendingToComplete() throws Exception {
    Answer created = api.scanRepository("acme/notes");

    assertThat(created.status()).isEqualTo(201);
    assertThat(names(created.body())).containsExactly("id", "status", "url", "cached");
    assertThat(created.text("status")).isEqualTo("pending");
    assertThat(created.text("url")).isEqualTo("https://github.com/acme/notes");
    assertThat(created.body().get("cached").booleanValue()).isFalse();

    Answer done = api.ended(created.text("id"), SCAN);

    assertThat(done.text("status")).isEqualTo("complete");
    assertThat(done.body().get("score").isInt()).isTrue();
    assertThat(done.text("grade")).matches("[A-F]");
    assertThat(done.text("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    assertThat(done.body().at("/tools").findValuesAsText("name"))
        .containsExactly("add_numbers", "find_note");
    JsonNode worst = done.body().at("/findings/0");
    assertThat(worst.path("id").asText()).isEqualTo("finding_1");
    assertThat(worst.path("checkId").asText()).isEqualTo("rce-child-process");
    assertThat(worst.path("severity").asText()).isEqualTo("critical");
    assertThat(worst.path("category").asText()).isEqualTo("rce");
    assertThat(worst.path("file").asText()).isEqualTo("src/index.ts");
    assertThat(worst.path("tool").asText()).isEqualTo("find_note");
    assertThat(done.header("ETag")).isNotNull();
  }

  @Test
  void theSecondRequestIsAnsweredFromTheCacheAndForceRefreshIsNot() throws Exception {
    String first = api.scanRepository("acme/again").text("id");
    Answer report = api.ended(first, SCAN);

    Answer cached = api.scanRepository("acme/again");
    Answer forced = api.scan("{\"url\":\"github.com/Acme/Again.git\",\"forceRefresh\":true}");

    assertThat(cached.status()).isEqualTo(200);
    assertThat(names(cached.body()))
        .containsExactly("id", "status", "url", "cached", "score", "grade");
    assertThat(cached.body().get("cached").booleanValue()).isTrue();
    assertThat(cached.body().get("score")).isEqualTo(report.body().get("score"));
    assertThat(forced.status()).isEqualTo(201);
    assertThat(forced.text("id")).isNotEqualTo(first);
    Answer again = api.ended(forced.text("id"), SCAN);
    assertThat(again.text("reportDigest")).isEqualTo(report.text("reportDigest"));
  }

  @Test
  void theCommandLineGivesTheSameReport() throws Exception {
    Answer service = api.ended(api.scanRepository("acme/same").text("id"), SCAN);
    Path directory = FixtureHost.directory(temp.resolve("tree"), FixtureHost.notesServer());

    Process process =
        RunningSystem.command(List.of("scan", directory.toString(), "--format", "json")).start();
    JsonNode local = Json.mapper().readTree(process.getInputStream());

    assertThat(process.waitFor()).isZero();
    assertThat(local.path("reportDigest").asText()).isEqualTo(service.text("reportDigest"));
    assertThat(local.path("findings")).isEqualTo(service.body().path("findings"));
  }

  @Test
  void anUploadGivesTheReportOfTheSameTree() throws Exception {
    Path directory = FixtureHost.directory(temp.resolve("zipped"), FixtureHost.notesServer());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(directory.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
        zip.closeEntry();
      }
    }

    Answer created = api.upload("notes.zip", bytes.toByteArray());
    Answer done = api.ended(created.text("id"), SCAN);
    Answer again = api.upload("notes.zip", bytes.toByteArray());

    assertThat(created.status()).isEqualTo(201);
    assertThat(done.text("status")).isEqualTo("complete");
    assertThat(done.text("url")).isEqualTo("upload:notes.zip");
    assertThat(done.body().has("commit")).isFalse();
    Process process =
        RunningSystem.command(List.of("scan", directory.toString(), "--format", "json")).start();
    JsonNode local = Json.mapper().readTree(process.getInputStream());
    assertThat(process.waitFor()).isZero();
    assertThat(done.text("reportDigest")).isEqualTo(local.path("reportDigest").asText());
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("id")).isEqualTo(created.text("id"));
  }

  @Test
  void aRepositoryWithoutAServerFailsWithACause() throws Exception {
    Answer failed = api.ended(api.scanRepository("acme/library").text("id"), SCAN);

    assertThat(failed.status()).isEqualTo(200);
    assertThat(failed.text("status")).isEqualTo("failed");
    assertThat(failed.error().path("code").asText()).isEqualTo("NO_MCP_SERVER");
    assertThat(failed.error().path("message").asText()).isNotBlank();
  }

  @Test
  void badRequestsGetTheContractsErrors() throws Exception {
    Answer badUrl = api.scan("{\"url\":\"https://example.org/not/github\"}");
    Answer noKey = api.with(null).scanRepository("acme/notes");
    Answer typo = api.with(system.printedKey().substring(0, 38) + "!").scanRepository("acme/notes");
    Answer absent = api.scanRepository("acme/nowhere");
    Answer unknown = api.get("/api/v1/scan/scan_0000000000000000000000");

    assertError(badUrl, 400, "INVALID_URL");
    assertThat(badUrl.error().path("message").asText()).isEqualTo("Invalid GitHub URL provided");
    assertThat(badUrl.error().path("details").asText())
        .isEqualTo("URL must be a valid GitHub repository URL");
    assertError(noKey, 401, "UNAUTHORIZED");
    assertError(typo, 401, "UNAUTHORIZED");
    assertError(absent, 404, "REPO_NOT_FOUND");
    assertError(unknown, 404, "SCAN_NOT_FOUND");
    for (Answer counted : List.of(badUrl, absent, unknown)) {
      assertThat(counted.header("X-RateLimit-Limit")).isEqualTo("10000");
      assertThat(counted.header("X-RateLimit-Remaining")).matches("\\d+");
      assertThat(counted.header("X-RateLimit-Reset")).matches("\\d{4}-\\d\\d-\\d\\dT00:00:00Z");
    }
  }

  @Test
  void tiersAndLimitsHold() throws Exception {
    Answer free = api.with(newKey("--tier", "free", "--account", "visitors")).get("/api/v1/scans");
    Api limited = api.with(newKey("--tier", "pro", "--account", "small", "--daily-limit", "2"));

    Answer first = limited.get("/api/v1/scans");
    Answer second = limited.get("/api/v1/scans");
    Answer third = limited.get("/api/v1/scans");

    assertError(free, 403, "API_ACCESS_REQUIRED");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.header("X-RateLimit-Remaining")).isEqualTo("1");
    assertThat(second.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertError(third, 429, "RATE_LIMIT_EXCEEDED");
    assertThat(third.header("Retry-After")).matches("\\d+");
    assertThat(third.header("X-RateLimit-Remaining")).isEqualTo("0");
  }

  @Test
  void aRevokedKeyIsRefused() throws Exception {
    String key = newKey("--tier", "pro", "--account", "leavers");
    assertThat(api.with(key).get("/api/v1/scans").status()).isEqualTo(200);
    String listed = run("key", "list", "--account", "leavers");
    Matcher id = Pattern.compile("key_\\d+").matcher(listed);
    assertThat(id.find()).as(listed).isTrue();

    run("key", "revoke", id.group());

    assertError(api.with(key).get("/api/v1/scans"), 401, "UNAUTHORIZED");
    assertThat(listed).doesNotContain(key);
  }

  @Test
  void thePublishedPollingScriptRunsUnchanged() throws Exception {
    String script;
    try (var in = WholeWayE2E.class.getResourceAsStream("/polling-script.sh")) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Path file = temp.resolve("poll.sh");
    Files.writeString(file, script.replace("https://mcpscanner.com", system.address()));
    ProcessBuilder builder = new ProcessBuilder("bash", file.toString()).redirectErrorStream(true);
    builder.environment().put("MCP_SCANNER_API_KEY", system.printedKey());

    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output)
        .containsPattern("Scan started: scan_[0-9A-Za-z]{22}")
        .containsPattern("Scan complete! Score: \\d+ \\([A-F]\\)");
  }

  @Test
  void aScanSurvivesTheDeathOfItsWorker() throws Exception {
    String id = api.scanRepository("acme/large").text("id");
    awaitPhase(id);
    ProcessHandle worker = system.worker();

    worker.destroyForcibly();

    Answer done = api.ended(id, Duration.ofMinutes(3));
    assertThat(done.text("status")).as(done.body().toString()).isEqualTo("complete");
    assertThat(done.body().at("/tools").findValuesAsText("name"))
        .containsExactly("add_numbers", "find_note");
    assertThat(worker.isAlive()).isFalse();
    JsonNode listed = api.get("/api/v1/scans?repo=acme/large").body().path("scans");
    assertThat(listed).hasSize(1);
  }

  @Test
  void theCurlThatUpPrintsWorksAsPasted() throws Exception {
    String curl =
        system
            .text()
            .replaceAll("\\\\\\s*\\n\\s*", " ")
            .lines()
            .map(String::strip)
            .filter(l -> l.startsWith("curl ") && l.contains("/api/v1/scan"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no curl in:\n" + system.text()));

    Process process = new ProcessBuilder("bash", "-c", curl).start();
    JsonNode answer = Json.mapper().readTree(process.getInputStream());

    assertThat(process.waitFor()).isZero();
    assertThat(answer.path("id").asText()).startsWith("scan_");
  }

  private static void awaitPhase(String id) throws Exception {
    Instant deadline = Instant.now().plus(SCAN);
    while (Instant.now().isBefore(deadline)) {
      Answer answer = api.get("/api/v1/scan/" + id);
      assertThat(answer.text("status")).isIn("pending", "analyzing");
      if (answer.body().at("/progress/phase").asText().equals("parsing")) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the scan never began to parse");
  }

  private static String newKey(String... options) throws IOException, InterruptedException {
    String[] arguments = new String[options.length + 4];
    System.arraycopy(new String[] {"key", "create", "--name", "test"}, 0, arguments, 0, 4);
    System.arraycopy(options, 0, arguments, 4, options.length);
    Matcher key = Pattern.compile("mcp_sk_[0-9A-Za-z]{32}").matcher(run(arguments));
    assertThat(key.find()).isTrue();
    return key.group();
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(arguments));
    line.addAll(List.of("--state", temp.resolve("state").toString()));
    Process process = RunningSystem.command(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static void assertError(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(names(answer.body())).containsExactly("error");
    assertThat(answer.error().path("code").asText()).isEqualTo(code);
    assertThat(answer.error().path("message").asText()).isNotBlank();
  }

  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }
}
