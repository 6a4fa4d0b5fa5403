package io.mcpscore.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpscore.model.ApiKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The steps of both pipelines, run in a shell against a service that answers as the API does. */
class PipelineScriptTest {

  private static final String ID = "scan_02bZqz9pAyN3kqLm8RtUxW";

  private final String key = ApiKey.generate();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  @TempDir Path workspace;
  private HttpServer service;
  private int busy;
  private String status = "complete";

  @BeforeEach
  void start() throws IOException {
    Shell.assumeInstalled("curl", "jq");
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext("/", this::answer);
    service.start();
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.stop(0);
    }
  }

  @Test
  void theActionScansAndTellsTheStepsAfterIt() throws Exception {
    busy = 1;
    GitHubAction.Ran ran = new GitHubAction().run(workspace, inputs(Map.of("fail-under", "62")));

    assertThat(ran.shell().exitCode()).as(ran.shell().output()).isZero();
    assertThat(ran.outputs())
        .containsEntry("scan-id", ID)
        .containsEntry("score", "62")
        .containsEntry("grade", "D")
        .containsEntry("safety-score", "40")
        .containsEntry("safety-grade", "F")
        .hasSize(5);
    assertThat(ran.summary()).isEqualTo("# Report\n");
    assertThat(Files.readString(workspace.resolve("mcpscore.sarif"))).contains("2.1.0");
    assertThat(ran.shell().output()).contains("Findings: 1 critical").doesNotContain(key);
    assertThat(requests.getFirst())
        .startsWith("POST /api/v1/scan Bearer " + key)
        .contains("\"url\": \"https://github.com/acme/notes\"", "\"ref\": \"main\"");
    assertThat(requests.get(1)).isEqualTo(requests.getFirst());
  }

  @Test
  void theActionFailsBelowItsMark() throws Exception {
    GitHubAction.Ran ran =
        new GitHubAction()
            .run(workspace, inputs(Map.of("fail-under", "63", "summary", "false", "sarif", "")));

    assertThat(ran.shell().exitCode()).isEqualTo(1);
    assertThat(ran.shell().output()).contains("The score is 62, below 63");
    assertThat(ran.outputs()).containsEntry("score", "62");
    assertThat(ran.summary()).isEmpty();
    assertThat(workspace.resolve("mcpscore.sarif")).doesNotExist();
  }

  @Test
  void whatComesInIsNeverRun() throws Exception {
    Path trap = workspace.resolve("trapped");
    String evil = "x\"; $(touch " + trap + ") `touch " + trap + "` '; touch " + trap + " #\n";
    List<String> all =
        List.of("url", "ref", "path", "server", "key", "fail-under", "timeout", "force-refresh");
    for (String input : all) {
      new GitHubAction().run(workspace, inputs(Map.of(input, evil)));

      assertThat(trap).as(input).doesNotExist();
    }
    for (String input : List.of("server", "key", "fail-under", "timeout")) {
      Shell shell = new GitHubAction().run(workspace, inputs(Map.of(input, evil))).shell();
      assertThat(shell.exitCode()).as(input + ": " + shell.output()).isEqualTo(2);
    }
  }

  @Test
  void aFailedScanAndASilentServiceAreNoScore() throws Exception {
    status = "failed";
    Shell failed = new GitHubAction().run(workspace, inputs(Map.of())).shell();
    assertThat(failed.exitCode()).isEqualTo(3);
    assertThat(failed.output()).contains("NO_MCP_SERVER: None  [2J. ");

    service.stop(0);
    Shell silent = new GitHubAction().run(workspace, inputs(Map.of("timeout", "1"))).shell();
    assertThat(silent.exitCode()).isEqualTo(3);
    assertThat(silent.output()).contains("No service answers at").doesNotContain(key);
  }

  @Test
  void theJobOfGitLabRunsInAPlainShell() throws Exception {
    JsonNode job =
        new YAMLMapper()
            .readTree(Project.top().resolve("deploy/gitlab/mcp-security-score.yml").toFile())
            .path("mcp-security-score");
    Map<String, String> variables = new HashMap<>();
    job.path("variables")
        .properties()
        .forEach(e -> variables.put(e.getKey(), e.getValue().asText()));
    variables.put("MCPSCORE_URL", "https://github.com/acme/notes");
    variables.put("MCPSCORE_SERVER", address());
    variables.put("MCPSCORE_KEY", key);
    String script = job.at("/before_script/0").asText() + "\n" + job.at("/script/0").asText();

    Shell shell = Shell.run(workspace, variables, List.of("sh", "-ec", script));

    assertThat(shell.exitCode()).as(shell.output()).isZero();
    assertThat(Files.readString(workspace.resolve("mcpscore.md"))).isEqualTo("# Report\n");
    assertThat(workspace.resolve("mcpscore.sarif")).exists();
  }

  private Map<String, String> inputs(Map<String, String> more) {
    Map<String, String> inputs = new HashMap<>(Map.of("server", address() + "/", "key", key));
    inputs.putAll(more);
    return inputs;
  }

  private String address() {
    return "http://127.0.0.1:" + service.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String uri = exchange.getRequestURI().toString();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(exchange.getRequestMethod() + " " + uri + " " + authorization + " " + body);
    int code = busy-- > 0 ? 503 : 200;
    if (code == 503) {
      exchange.getResponseHeaders().set("Retry-After", "1");
    }
    byte[] bytes = (code == 503 ? "" : found(uri)).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String found(String uri) {
    if (uri.endsWith("format=sarif")) {
      return "{\"version\": \"2.1.0\"}";
    }
    if (uri.endsWith("format=markdown")) {
      return "# Report\n";
    }
    if (status.equals("failed")) {
      return """
      {"id":"%s","status":"failed",
       "error":{"code":"NO_MCP_SERVER","message":"None\\n\\u001b[2J"}}"""
          .formatted(ID);
    }
    return """
        {"id":"%s","status":"complete","url":"u","score":62,"grade":"D","safetyScore":40,
         "safetyGrade":"F","summary":{"critical":1}}"""
        .formatted(ID);
  }
}
