package io.mcpscore.engine.check.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpChecksTest {

  private static final String DANGEROUS = "mcp-dangerous-tool";
  private static final String EXCESSIVE = "mcp-excessive-tools";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "run_command | {} | cp.execSync('uptime') | HIGH",
        "runCommand | {} | cp.execSync('uptime') | HIGH",
        "sudo.restart | { destructiveHint: true } | cp.execSync('uptime') | MEDIUM",
        "delete_note | {} | fs.rmSync('notes.md') | MEDIUM",
        "delete_note | { destructiveHint: false } | fs.rmSync('notes.md') | MEDIUM",
        "delete_note | { destructiveHint: true } | fs.rmSync('notes.md') | LOW",
        "remove-issue | {} | await fetch('https://api.example.com') | MEDIUM",
        "run_search | {} | await fetch('https://api.example.com') | INFO",
        "execute_plan | {} | 1 | INFO",
        "get_run | {} | cp.execSync('uptime') | MEDIUM",
        "run_tests | {} | cp.execSync('npm test') | MEDIUM",
        "run_script | {} | cp.execSync('npm test') | HIGH",
      })
  void aDangerousNameIsWeighedByWhatTheCodeDoes(
      String name, String annotations, String body, Severity severity) {
    List<Reported> found = server(name, annotations, body).run(DANGEROUS);

    assertEquals(List.of(severity), found.stream().map(r -> r.draft().severity()).toList());
  }

  @ParameterizedTest
  @CsvSource({"get_workflow_run", "list_roots", "trunk", "executor_status", "commander", "rooted"})
  void otherWordsAndThingsThatAreReadAreNone(String name) {
    assertEquals(List.of(), server(name, "{}", "1").run(DANGEROUS));
  }

  @Test
  void toolsAreCountedPerPackage() {
    Fixture together = new Fixture().file("package.json", "{}");
    Fixture apart = new Fixture();
    for (String part : List.of("a", "b")) {
      together.file("src/" + part + "/server.ts", tools(part, 6));
      apart.file(part + "/package.json", "{}").file(part + "/src/server.ts", tools(part, 6));
    }

    assertEquals(1, together.run(EXCESSIVE).size());
    assertEquals(List.of(), apart.run(EXCESSIVE));
  }

  private static String tools(String prefix, int count) {
    StringBuilder out =
        new StringBuilder(
            """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            const server = new McpServer({ name: "demo", version: "1.0.0" });
            """);
    for (int i = 0; i < count; i++) {
      out.append(
          "server.tool(\"%s_%d\", \"Does it\", async () => ({ content: [] }));%n"
              .formatted(prefix, i));
    }
    return out.toString();
  }

  private static Fixture server(String name, String annotations, String body) {
    return new Fixture()
        .file(
            "src/server.ts",
            """
            import * as cp from "node:child_process";
            import fs from "node:fs";
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            const server = new McpServer({ name: "demo", version: "1.0.0" });
            server.registerTool(
              "%s",
              { description: "Does it", annotations: %s },
              async () => {
                %s;
                return { content: [] };
              },
            );
            """
                .formatted(name, annotations, body));
  }
}
