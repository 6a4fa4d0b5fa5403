package io.mcpscore.engine.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.mcp.js.ScriptExtractor;
import io.mcpscore.engine.program.js.ScriptFixture;
import io.mcpscore.engine.program.py.PyRepository;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcExtractorTest {

  private static final String TOOLS =
      """
      const TOOLS = [
        { name: "order", description: "Orders.", inputSchema: { type: "object" } },
        { name: "drop", description: "Drops.", inputSchema: { type: "object" } },
      ];
      """;
  private static final String TESTS =
      """
      export function answer(req) {
        if (req.method === "tools/list") return { tools: TOOLS };
        if (req.method === "tools/call") {
          if (req.params.name === "order") { place(req.params.arguments); }
          return other(req.params);
        }
      }
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        TESTS,
        """
        export function answer(req) {
          switch (req.method) {
            case "tools/list": return { tools: TOOLS };
            case "tools/call":
              switch (req.params.name) {
                case "order": place(req.params.arguments);
              }
          }
        }
        """
      })
  void aServerWithoutALibraryIsOne(String code) {
    ScriptFixture repository = ScriptFixture.of("server.ts", TOOLS + code);

    McpModel model =
        new JsonRpcExtractor().extract(repository.program(), repository.files(), new Faults());

    assertEquals(1, model.servers().size());
    assertEquals(List.of("order", "drop"), names(model));
    McpModel.Handler order = model.tools().getFirst().handler();
    String region = order.module().tree().text(order.region());
    assertEquals(
        "place(req.params.arguments)", region.replaceAll("(?s).*?(place\\(.*?\\)).*", "$1"));
    assertEquals(List.of(0), order.agentParameters());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const handlers = { order: async (args) => place(args) };",
        "const handlers = { async order(args) { place(args); } };",
        "const order = (args) => place(args);\nconst handlers = { order };",
        "const handlers = { 'order': (args) => place(args) };",
      })
  void toolsOfFoldersBelowRunTheFunctionsThatTablesHaveForThem(String table) {
    ScriptFixture repository =
        ScriptFixture.of(
            "src/index.js",
            """
            const { tools, handlers } = require("./tools");
            function answer(req) {
              if (req.method === "tools/list") return { tools };
              if (req.method === "tools/call") return call(req.params.name, req.params.arguments);
            }
            const call = (name, args) => handlers[name](args);
            """,
            "src/tools/index.js",
            "const mods = ['./orders'].map((m) => require(m));\n"
                + "module.exports = { tools: mods.flatMap((m) => m.definitions) };\n",
            "src/tools/orders.js",
            "const definitions = [{ name: 'order', description: 'Orders.', inputSchema: {} }];\n"
                + table
                + "\nmodule.exports = { definitions, handlers };\n",
            "other/tools.js",
            "exports.order = [{ name: 'else', description: 'Other.', inputSchema: {} }];\n");

    McpModel model =
        new JsonRpcExtractor().extract(repository.program(), repository.files(), new Faults());

    assertEquals(List.of("order"), names(model));
    McpModel.Handler order = model.tools().getFirst().handler();
    assertEquals("src/tools/orders.js", order.module().file().path());
    assertEquals(List.of(0), order.agentParameters());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOOLS = [{'name': 'order', 'description': 'Orders.', 'inputSchema': {'type': 'object'}}]",
        "TOOLS = [Offer(name='order', description='Orders.', input_schema={'type': 'object'})]",
      })
  void pythonIsReadAsWell(String tools) {
    PyRepository repository =
        PyRepository.of(
            tools
                + """

            def answer(request):
                method = request["method"]
                if method == "tools/list":
                    return {"tools": TOOLS}
                elif method == "tools/call":
                    return order(request["params"]["arguments"])
            """);

    McpModel model = new JsonRpcExtractor().extract(repository.program(), List.of(), new Faults());

    assertEquals(List.of("order"), names(model));
  }

  @Test
  void whoDoesTheSameForBothMethodsAnswersNeither() {
    ScriptFixture repository =
        ScriptFixture.of(
            "client.ts",
            TOOLS
                + """
                export function demand(method, capabilities) {
                  switch (method) {
                    case "tools/call":
                    case "tools/list":
                      if (!capabilities.tools) throw new Error("no tools");
                  }
                }
                """);

    McpModel model =
        new JsonRpcExtractor().extract(repository.program(), repository.files(), new Faults());

    assertEquals(List.of(), model.servers());
  }

  @Test
  void aClientThatSendsTheMethodsIsNoServer() {
    ScriptFixture repository =
        ScriptFixture.of(
            "client.ts",
            TOOLS
                + """
                const tools = await send({ method: "tools/list" });
                await send({ method: "tools/call", params: {} });
                """);

    McpModel model =
        new JsonRpcExtractor().extract(repository.program(), repository.files(), new Faults());

    assertEquals(0, model.servers().size() + model.tools().size());
  }

  @Test
  void whatALibraryServesIsNotCountedTwice() {
    ScriptFixture repository =
        ScriptFixture.of(
            "server.ts",
            """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            const server = new McpServer({ name: "s", version: "1" });
            server.tool("real", "Is.", {}, async () => ({}));
            """,
            "proxy/log.ts",
            TOOLS + TESTS);

    McpModel model =
        new McpExtractor(List.of(new ScriptExtractor(), new JsonRpcExtractor()))
            .extract(repository.program(), repository.files());

    assertEquals(List.of("real"), names(model));
  }

  private static List<String> names(McpModel model) {
    return model.tools().stream().map(McpModel.ToolDeclaration::name).toList();
  }
}
