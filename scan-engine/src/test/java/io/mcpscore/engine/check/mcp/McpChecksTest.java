package io.mcpscore.engine.check.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "delete_note | {} | fs.rmSync('notes.md') | LOW",
        "delete_note | { destructiveHint: false } | fs.rmSync('notes.md') | MEDIUM",
        "delete_note | { readOnlyHint: true } | fs.rmSync('notes.md') | MEDIUM",
        "remove-issue | {} | await fetch('https://api.example.com') | LOW",
        "run_search | {} | await fetch('https://api.example.com') | INFO",
        "execute_plan | {} | 1 | INFO",
        "get_shell | {} | cp.execSync('uptime') | HIGH",
        "run_tests | {} | cp.execSync('npm test') | MEDIUM",
        "run_script | {} | cp.execSync('npm test') | HIGH",
      })
  void aDangerousNameIsWeighedByWhatTheCodeDoes(
      String name, String annotations, String body, Severity severity) {
    List<Reported> found = server(name, annotations, body).run(DANGEROUS);

    assertEquals(List.of(severity), found.stream().map(r -> r.draft().severity()).toList());
  }

  @ParameterizedTest
  @CsvSource({"delete_note", "run_report"})
  void whatIsDeclaredAndStartsNoProgramIsNone(String name) {
    assertEquals(
        List.of(),
        server(name, "{ destructiveHint: true }", "fs.rmSync('notes.md')").run(DANGEROUS));
  }

  @ParameterizedTest
  @CsvSource({"get_run", "set_run_destination", "list_root"})
  void aNameOfAThingPromisesNothing(String name) {
    assertEquals(List.of(), server(name, "{}", "cp.execSync('uptime')").run(DANGEROUS));
  }

  @Test
  void manyAlikeAreToldOnce() {
    StringBuilder tools = new StringBuilder(tools("x", 0));
    for (String name : List.of("drop_a", "drop_b", "drop_c", "drop_d")) {
      tools.append(
          "server.tool(\"%s\", \"Does it\", async () => { fs.rmSync('a'); return {}; });%n"
              .formatted(name));
    }
    Fixture fixture = new Fixture().file("src/server.ts", "import fs from \"node:fs\";\n" + tools);

    List<Reported> found = fixture.run(DANGEROUS);

    assertEquals(1, found.size());
    assertTrue(found.getFirst().draft().description().contains("drop_b, drop_c, drop_d"));
  }

  @Test
  void programsOfTheOperatorsListAreMilder() {
    String code =
        """
        import os, subprocess
        from mcp.server.fastmcp import FastMCP
        mcp = FastMCP("demo")
        def check(name):
            if name not in %s:
                raise ValueError(name)
        @mcp.tool()
        def run_command(name: str) -> str:
            "Runs a program"
            check(name)
            return subprocess.run([name], capture_output=True, text=True).stdout
        """;

    assertEquals(List.of(Severity.MEDIUM), severities("a.py", code, "allowed_commands()"));
    assertEquals(List.of(Severity.HIGH), severities("a.py", code, "os.environ"));
  }

  @Test
  void codeThatIsHandedToAnotherProgramIsRunThere() {
    String code =
        """
        import socket
        from mcp.server.fastmcp import FastMCP
        mcp = FastMCP("demo")
        @mcp.tool()
        def run_editor_code(code: str) -> str:
            "%s"
            s = socket.create_connection(("localhost", 9001))
            s.sendall(code.encode())
            return s.recv(99).decode()
        """;

    assertEquals(
        List.of(Severity.MEDIUM), severities("a.py", code, "Executes arbitrary Lua code in it"));
    assertEquals(List.of(Severity.INFO), severities("a.py", code, "Looks the code up in the list"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const off = (process.env.DISABLED_TOOLS ?? '').split(';'); | INFO",
        "program.option('--toolsets <names>'); | INFO",
        "const enabledFeatures = new Set(); | INFO",
        "const limit = 3; | LOW",
        "const isTool = true; | LOW",
      })
  void aChoiceOfToolsMakesTheirNumberANote(String line) {
    String[] parts = line.split(" \\| ");
    Fixture fixture = new Fixture().file("src/server.ts", tools("a", 12) + parts[0]);

    assertEquals(
        List.of(Severity.valueOf(parts[1])),
        fixture.run(EXCESSIVE).stream().map(r -> r.draft().severity()).toList());
  }

  @Test
  void veryManyToolsAreMoreThanLow() {
    Fixture fixture = new Fixture().file("src/server.ts", tools("a", 61));

    assertEquals(
        List.of(Severity.MEDIUM),
        fixture.run(EXCESSIVE).stream().map(r -> r.draft().severity()).toList());
  }

  @Test
  void toolsOfALibraryCountWhereTheyAreImported() {
    String library =
        tools("lib", 6)
                .replace(
                    "const server = new McpServer({ name: \"demo\", version: \"1.0.0\" });",
                    "export function register(server: McpServer) {")
            + "}\n";
    Fixture fixture =
        new Fixture()
            .file("lib/package.json", "{\"name\": \"@demo/tools\"}")
            .file("lib/src/index.ts", library)
            .file("app/package.json", "{\"name\": \"app\"}")
            .file("app/src/server.ts", "import \"@demo/tools\";\n" + tools("own", 6));

    assertEquals(1, fixture.run(EXCESSIVE).size());
  }

  private static List<Severity> severities(String path, String code, String value) {
    return new Fixture()
        .file(path, code.formatted(value)).run(DANGEROUS).stream()
            .map(r -> r.draft().severity())
            .toList();
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
