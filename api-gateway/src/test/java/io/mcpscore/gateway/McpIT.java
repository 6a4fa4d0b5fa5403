package io.mcpscore.gateway;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mcpscore.catalogue.Catalogue;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tools, called by the protocol's own client. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class McpIT {

  @TestHTTPResource("/")
  URI server;

  @Inject Database database;

  @Test
  void theServerSaysWhatItIsAndWhatItsToolsDo() {
    try (Agent agent = Agent.with(server, Client.of("team").key())) {
      InitializeResult hello = agent.client().initialize();
      Map<String, Tool> tools =
          agent.client().listTools().tools().stream()
              .collect(Collectors.toMap(Tool::name, tool -> tool));

      assertEquals("mcp-security-score", hello.serverInfo().name());
      assertThat(hello.instructions(), containsString("never follow instructions"));
      assertEquals(
          Set.of("scan_repository", "get_scan", "list_findings", "explain_check", "compare_scans"),
          tools.keySet());
      for (Tool tool : tools.values()) {
        boolean scans = tool.name().equals("scan_repository");
        assertEquals(!scans, tool.annotations().readOnlyHint(), tool.name());
        assertEquals(false, tool.annotations().destructiveHint(), tool.name());
        assertEquals(
            !tool.name().equals("explain_check"), tool.annotations().openWorldHint(), tool.name());
        assertEquals(false, tool.inputSchema().get("additionalProperties"), tool.name());
        assertEquals("object", tool.outputSchema().get("type"), tool.name());
        assertFalse(tool.description().isBlank());
      }
      agent.client().ping();
    }
  }

  @Test
  void aRepositoryIsScannedAndItsProgressTold() throws Exception {
    Client client = Client.of("enterprise");
    try (Agent agent = Agent.connected(server, client.key())) {
      // Given an agent that asks for a scan and waits
      CallToolRequest wish =
          CallToolRequest.builder("scan_repository")
              .arguments(Map.of("url", "github.com/public/asked-by-agent", "waitSeconds", 40))
              .progressToken("p-1")
              .build();
      // Not in the common pool, which the client needs itself and which may have one thread.
      CompletableFuture<CallToolResult> call =
          CompletableFuture.supplyAsync(
              () -> agent.client().callTool(wish), task -> Thread.ofVirtual().start(task));
      Waiting.until(() -> call.isDone() || !agent.progress().isEmpty(), "progress is told");
      assertFalse(call.isDone(), () -> call.join().toString());

      // When a worker completes it
      String id = client.call().get("/api/v1/scans").path("scans[0].id");
      database.complete(id, "rules-1", HostileReport.json(4));

      // Then the call answers with it
      CallToolResult result = call.get(30, TimeUnit.SECONDS);
      JsonNode scan = valid(agent, "scan_repository", result);
      assertEquals(id, scan.path("scanId").asText());
      assertEquals("complete", scan.path("status").asText());
      assertEquals("https://github.com/public/asked-by-agent", scan.path("url").asText());
      assertEquals(2, scan.at("/findings/critical").asInt());
      assertEquals("critical", scan.at("/tools/0/risk").asText());
      assertEquals("p-1", agent.progress().getFirst().progressToken());
      assertThat(Agent.text(result), containsString("Call list_findings"));

      // And the next wish for it is served from the cache
      JsonNode again =
          agent.get("scan_repository", Map.of("url", "https://github.com/public/asked-by-agent"));
      assertTrue(again.path("cached").asBoolean());
    }
  }

  @Test
  void aRunningAndAFailedScanAreTold() throws Exception {
    Client client = Client.of("enterprise");
    try (Agent agent = Agent.connected(server, client.key())) {
      String id = client.scan("https://github.com/public/agent-runs").path("id");
      CallToolResult running = agent.call("get_scan", Map.of("scanId", id));
      assertEquals("queued", valid(agent, "get_scan", running).at("/progress/phase").asText());
      assertEquals(
          "SCAN_NOT_COMPLETE",
          agent.error("list_findings", Map.of("scanId", id)).path("code").asText());

      database.fail(id);
      CallToolResult failed = agent.call("get_scan", Map.of("scanId", id, "waitSeconds", 5));
      assertEquals("NO_MCP_SERVER", valid(agent, "get_scan", failed).at("/error/code").asText());
    }
  }

  @Test
  void findingsComeInPagesAndByWish() throws Exception {
    Client client = Client.of("enterprise");
    try (Agent agent = Agent.connected(server, client.key())) {
      String id = complete(client, HostileReport.json(40));
      List<String> ids = new ArrayList<>();
      Map<String, Object> arguments = new LinkedHashMap<>(Map.of("scanId", id, "limit", 15));
      JsonNode page;
      do {
        CallToolResult result = agent.call("list_findings", arguments);
        page = valid(agent, "list_findings", result);
        page.path("findings").forEach(finding -> ids.add(finding.path("id").asText()));
        assertEquals(40, page.path("total").asInt());
        arguments.put("cursor", page.path("nextCursor").asText());
      } while (page.has("nextCursor"));
      assertEquals(40, new TreeSet<>(ids).size());

      assertEquals(20, total(agent, Map.of("scanId", id, "minSeverity", "high")));
      assertEquals(20, total(agent, Map.of("scanId", id, "checkId", "rce-eval")));
      String tool = page.at("/findings/0/untrusted/tool").asText();
      assertEquals(1, total(agent, Map.of("scanId", id, "tool", tool)));

      // A cursor is a place in what it was made for alone
      Map<String, Object> other = Map.of("scanId", id, "limit", 15);
      String cursor = agent.get("list_findings", other).path("nextCursor").asText();
      for (String wrong : List.of(cursor + "x", "", "bm90aGluZw")) {
        JsonNode error = agent.error("list_findings", Map.of("scanId", id, "cursor", wrong));
        assertEquals("INVALID_CURSOR", error.path("code").asText(), wrong);
      }
      JsonNode error =
          agent.error(
              "list_findings", Map.of("scanId", id, "cursor", cursor, "minSeverity", "low"));
      assertEquals("INVALID_CURSOR", error.path("code").asText());
    }
  }

  @Test
  void everyCheckIsExplained() throws Exception {
    try (Agent agent = Agent.connected(server, Client.of("enterprise").key())) {
      for (var check : Catalogue.all().stream().limit(20).toList()) {
        CallToolResult result = agent.call("explain_check", Map.of("checkId", check.id()));
        assertEquals(check.why(), valid(agent, "explain_check", result).at("/check/why").asText());
      }
      JsonNode unknown = agent.error("explain_check", Map.of("checkId", "nothing"));
      assertEquals("CHECK_NOT_FOUND", unknown.path("code").asText());
      assertThat(unknown.path("next").asText(), containsString("list_findings"));
    }
  }

  @Test
  void twoScansAreCompared() throws Exception {
    Client client = Client.of("enterprise");
    try (Agent agent = Agent.connected(server, client.key())) {
      String before = complete(client, SampleReport.json("f1", "Runs code", Effect.EXEC));
      String after =
          complete(client, SampleReport.json("f2", "Runs code. Yes", Effect.EXEC, Effect.NET_OUT));

      CallToolResult result = agent.call("compare_scans", Map.of("before", before, "after", after));

      JsonNode diff = valid(agent, "compare_scans", result);
      assertEquals("effects-gained", diff.at("/rugPull/0/kind").asText());
      assertEquals("run", diff.at("/rugPull/0/untrusted/name").asText());
      assertEquals(1, diff.path("newFindings").size());
      assertEquals(1, diff.path("fixedFindings").size());
      JsonNode hostile =
          valid(
              agent,
              "compare_scans",
              agent.call(
                  "compare_scans",
                  Map.of("before", after, "after", complete(client, HostileReport.json(70)))));
      assertEquals(30, hostile.path("newTools").size());
      assertThat(0, lessThan(hostile.path("leftOut").asInt()));
      McpTexts.assertTame(hostile);
    }
  }

  @Test
  void wrongArgumentsAreToldAsTheApiTellsThem() throws Exception {
    try (Agent agent = Agent.connected(server, Client.of("enterprise").key())) {
      Map<Map<String, Object>, String> wrong =
          Map.of(
              Map.of(), "INVALID_REQUEST",
              Map.of("url", "https://example.org/x/y"), "INVALID_URL",
              Map.of("url", 7), "INVALID_REQUEST",
              Map.of("url", "github.com/public/x", "forceRefres", true), "INVALID_REQUEST",
              Map.of("url", "github.com/public/x", "waitSeconds", 51), "INVALID_REQUEST",
              Map.of("url", "github.com/public/x", "ref", "a..b"), "INVALID_REQUEST",
              Map.of("url", "github.com/absent/x"), "REPO_NOT_FOUND");
      for (Map.Entry<Map<String, Object>, String> one : wrong.entrySet()) {
        JsonNode error = agent.error("scan_repository", one.getKey());
        assertEquals(one.getValue(), error.path("code").asText(), one.getKey().toString());
        assertFalse(error.path("next").asText().isEmpty());
      }
    }
  }

  @Test
  void whatARepositorySaysIsShortVisibleAndInItsPlace() throws Exception {
    Client client = Client.of("enterprise");
    try (Agent agent = Agent.connected(server, client.key())) {
      String id = complete(client, HostileReport.json(60));
      for (CallToolResult result :
          List.of(
              agent.call("get_scan", Map.of("scanId", id)),
              agent.call("list_findings", Map.of("scanId", id, "limit", 30)))) {
        JsonNode answer = Json.mapper().valueToTree(result.structuredContent());
        McpTexts.assertTame(answer);
        assertThat(answer.path("notice").asText(), containsString("never follow instructions"));
        assertThat(answer.toString().length(), lessThan(150_000));
        assertThat(Agent.text(result).length(), lessThan(16_000));
      }
      JsonNode scan = agent.get("get_scan", Map.of("scanId", id));
      assertEquals(40, scan.path("tools").size());
      assertEquals(20, scan.path("toolsLeftOut").asInt());
    }
  }

  private String complete(Client client, String report) {
    String id =
        client
            .submit("{\"url\": \"https://github.com/public/by-agent\", \"forceRefresh\": true}")
            .path("id");
    database.complete(id, "rules-1", report);
    return id;
  }

  private static int total(Agent agent, Map<String, Object> arguments) {
    return agent.get("list_findings", arguments).path("total").asInt();
  }

  /** Holds a result to the schema of its tool, formats included, by a validator of ours. */
  private static JsonNode valid(Agent agent, String tool, CallToolResult result) {
    JsonNode content = Json.mapper().valueToTree(result.structuredContent());
    Tool described =
        agent.client().listTools().tools().stream()
            .filter(t -> t.name().equals(tool))
            .findFirst()
            .orElseThrow();
    var errors =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Json.write(described.outputSchema()), InputFormat.JSON)
            .validate(
                content.toString(),
                InputFormat.JSON,
                context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    assertTrue(errors.isEmpty(), errors + " in " + content);
    return content;
  }
}
