package io.mcpscore.engine.mcp.js;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.mcp.McpModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServersAndPromptsTest {

  private static final String SDK =
      """
      import { McpServer, ResourceTemplate } from "@modelcontextprotocol/sdk/server/mcp.js";
      import { z } from "zod";
      const NAME = "shop";
      const server = new McpServer({ name: NAME, version: "1" }, { instructions: "Be kind" });
      """;

  @Test
  void serverIsDeclaredWhereItIsMade() {
    McpModel.ServerDeclaration server = Extraction.of("a.ts", SDK).servers().getFirst();

    assertEquals("shop", server.name());
    assertEquals("Be kind", server.instructions());
    assertEquals("mcp-sdk-ts", server.framework());
    assertEquals(4, server.module().tree().line(server.node()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          server.prompt("p", () => ask())                                     → p | null | ask() []
          server.prompt("p", "Text", () => ask())                             → p | Text | ask() []
          server.prompt("p", "Text", {x: z.string()}, (v) => ask(v))          → p | Text | ask(v) [0]
          server.prompt("p", {x: z.string()}, (v) => ask(v))                  → p | null | ask(v) [0]
          server.registerPrompt("p", {description: "Text"}, (extra) => ask()) → p | Text | ask() []
          server.registerPrompt("p", {argsSchema: {x: z.string()}}, ask); function ask(v) { go(v) } → p | null | { go(v) } [0]
          """)
  void promptsAreRead(String call, String expected) {
    McpModel.PromptDeclaration p = Extraction.of("a.ts", SDK + call).prompts().getFirst();

    assertEquals(
        expected, p.name() + " | " + p.description() + " | " + Extraction.region(p.handler()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          server.resource("r", "x://1", (uri) => get(uri))                          → r | x://1 | null | get(uri) []
          server.resource("r", "x://1", {description: "D"}, () => get())            → r | x://1 | D | get() []
          server.resource("r", new ResourceTemplate("x://{id}", {}), (uri, v) => get(v)) → r | x://{id} | null | get(v) [0, 1]
          server.registerResource("r", "x://1", {description: "D"}, () => get())    → r | x://1 | D | get() []
          server.registerResource("r", uriOf(), {description: "D"}, () => get())    → r | null | D | get() []
          """)
  void resourcesAreRead(String call, String expected) {
    McpModel.ResourceDeclaration r = Extraction.of("a.ts", SDK + call).resources().getFirst();

    assertEquals(
        expected,
        r.name()
            + " | "
            + r.uri()
            + " | "
            + r.description()
            + " | "
            + Extraction.region(r.handler()));
  }

  @Test
  void aProgramThatOnlyMakesTransportsIsAProxy() {
    String transport =
        """
        import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
        app.get("/sse", (q, res) => start(new SSEServerTransport("/message", res)));
        """;

    assertEquals(1, Extraction.of("a.ts", transport).servers().size());
    assertEquals("shop", Extraction.of("a.ts", SDK + transport).servers().getFirst().name());
    assertEquals(1, Extraction.of("a.ts", SDK + transport).servers().size());
  }

  @Test
  void whatAnswersCallsIsADispatcherEvenWithoutAList() {
    McpModel model =
        Extraction.of(
            "a.ts",
            """
            import { Server } from "@modelcontextprotocol/sdk/server/index.js";
            import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
            const server = new Server({ name: "s", version: "1" });
            server.setRequestHandler(CallToolRequestSchema, async (request) => run(request));
            """);

    assertEquals("run(request) [0]", Extraction.region(model.dispatchers().getFirst()));
  }

  @Test
  void serverInADependencyIsDeclaredAndNoted() {
    McpModel model =
        Extraction.of(
            "package.json",
            """
            {"name": "@acme/shop-mcp", "mcpName": "io.github.acme/shop", "bin": {"shop": "dist/cli.js"},
             "dependencies": {"shop-core": "1", "commander": "1"}}
            """,
            "src/cli.ts",
            """
            import { program } from "commander";
            import { runMcpServer } from "shop-core/lib/server";
            program.parse();
            runMcpServer();
            """);

    assertEquals(
        List.of(
            "The tools of this server are implemented in the dependency shop-core, which is not"
                + " part of this repository."),
        model.notes());
    McpModel.ServerDeclaration server = model.servers().getFirst();
    assertEquals("io.github.acme/shop", server.name());
    assertEquals("external", server.framework());
    assertEquals("runMcpServer()", server.module().tree().text(server.node()));
  }

  @Test
  void registryManifestMakesAPackageAServer() {
    McpModel model =
        Extraction.of(
            "package.json", "{\"name\": \"p\", \"main\": \"index.js\"}",
            "server.json",
                """
                {"$schema": "https://static.modelcontextprotocol.io/schemas/x/server.schema.json",
                 "packages": [{"identifier": "p"}]}
                """,
            "index.js", "start();");

    assertEquals("p", model.servers().getFirst().name());
    assertEquals(
        List.of(
            "The package p is published as an MCP server, but no tool was found in its source."),
        model.notes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          {"name": "p", "bin": "a.js", "keywords": ["mcp"], "dependencies": {"commander": "1"}}
          {"name": "p", "bin": "a.js", "dependencies": {"shop-mcp": "1"}}
          {"name": "p", "keywords": ["mcp"], "dependencies": {"shop-mcp": "1"}}
          """)
  void ordinaryPackagesAreNoServers(String manifest) {
    McpModel model =
        Extraction.of(
            "package.json",
            manifest,
            "a.js",
            manifest.contains("shop-mcp")
                ? "const s = require('shop-mcp'); s.run();"
                : "const s = require('commander'); s.run();");

    assertEquals(List.of(), model.servers());
    assertEquals(List.of(), model.notes());
  }

  @Test
  void cyclicSourcesEnd() {
    McpModel model =
        Extraction.of(
            "a.ts",
            SDK
                + """
                const a = { ...b }, b = { ...a };
                const loop = () => loop();
                const list = [...list2], list2 = [...list];
                for (const t of list) server.tool(t.name, t.run);
                for (const t of loop()) server.tool(t.name, t.run);
                server.registerTool("x", a, (v) => 1);
                const S = z.object({ s: S });
                server.registerTool("y", { inputSchema: S }, (v) => 1);
                """);

    assertTrue(model.tools().stream().anyMatch(t -> t.name().equals("y")));
  }
}
