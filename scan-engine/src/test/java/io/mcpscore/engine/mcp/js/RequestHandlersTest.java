package io.mcpscore.engine.mcp.js;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.mcp.McpModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHandlersTest {

  private static final String SDK =
      """
      import { Server } from "@modelcontextprotocol/sdk/server/index.js";
      import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
      const server = new Server({ name: "s", version: "1" }, { capabilities: {} });
      """;
  private static final String TOOLS =
      """
      const A: Tool = { name: "a", description: "A", inputSchema: { type: "object" } };
      const tools = [A, { name: "b", description: "B", inputSchema: { type: "object" } }];
      """;
  private static final String LIST =
      "server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools }));\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "async () => ({ tools })",
        "async () => { return { tools: tools }; }",
        "async () => ({ tools: [A, ...tools.slice(1)] })",
        "async () => ({ tools: all() })",
        "async () => ({ tools: Object.values({A, x: tools[1]}) })",
        "async () => ({ tools: tools.map((t) => ({ ...t, extra: 1 })) })",
        "async () => ({ tools: Object.entries({a: A, b: tools[1]}).map(([name, t]) => ({ name, description: t.description, inputSchema: t.inputSchema })) })",
        "async () => list()",
        "async () => kept()",
        "handle"
      })
  void listedToolsAreRead(String handler) {
    McpModel model =
        Extraction.of(
            "server.ts",
            SDK
                + TOOLS
                + """
                const all = () => tools;
                function list() { return { tools }; }
                function kept() {
                  let found = cache.get("tools");
                  if (!found) { found = { tools: [A, tools[1]] }; cache.set("tools", found); }
                  return found;
                }
                const handle = async () => { return { tools: [...tools] } };
                """
                + "server.setRequestHandler(ListToolsRequestSchema, "
                + handler
                + ");");

    assertEquals(
        List.of("a A", "b B"),
        model.tools().stream().map(t -> t.name() + " " + t.description()).distinct().toList());
    assertEquals("{\"type\":\"object\"}", model.tools().getFirst().inputSchema().toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "z.object({ method: z.literal('tools/list') })",
        "Base.extend({ method: z.literal(\"tools/list\"), params: z.any() })",
        "{ method: 'tools/list' }",
        "{ method: LIST }",
      })
  void aRequestIsKnownByTheMethodInASchemaOfTheRepository(String schema) {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            SDK
                + TOOLS
                + "const LIST = 'tools/list';\nconst Wanted = "
                + schema
                + ";\nserver.setRequestHandler(Wanted, async () => ({ tools }));\n");

    assertEquals(List.of("a | A | none", "b | B | none"), tools);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.list, 'name.replace(\".\", \"_\")', shop_list",
    "shop.a.b, 'name.replaceAll(\".\", \"-\").toUpperCase()', SHOP-A-B",
    "shop.list, 'name.replace(/[.]/g, \"_\")', ",
  })
  void aNameIsWhatIsMadeOfAConstant(String key, String made, String name) {
    McpModel model =
        Extraction.of(
            "server.ts",
            SDK
                + "const table = { '"
                + key
                + "': { description: 'A' } };\n"
                + "server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools:"
                + " Object.entries(table).map(([name, t]) => ({ name: "
                + made
                + ", description: t.description })) }));\n");

    assertEquals(
        name == null ? List.of() : List.of(name),
        model.tools().stream().map(t -> t.name()).toList());
  }

  @Test
  void theScopeOfTheSdkMayBeMisspelt() {
    McpModel model =
        Extraction.of("server.ts", (SDK + TOOLS + LIST).replace("@modelcontext", "@modelContext"));

    assertEquals(1, model.servers().size());
    assertEquals(2, model.tools().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "async (request) => { switch (request.params.name) { case 'a': ONE case 'b': TWO } }",
        "async (r) => { const { name, arguments: args } = r.params; switch (name) { case A.name: ONE case 'b': TWO } }",
        "async ({ params: { name } }) => { switch (name) { case 'a': ONE case 'b': TWO } }",
        "async ({ params }) => { const tool = params.name as string; switch (tool) { case N.A: ONE case N.B: TWO } }",
        "async (r) => { if (r.params.name === 'a') ONE else if ('b' === r.params.name) TWO }",
        "async (r) => { const { params } = r; try { if (params.name === 'a') ONE if (params.name === 'b') TWO } catch (e) {} }",
        "async (r) => run(r.params.name, r.params.arguments)",
        "async (r) => { const { name, arguments: args } = r.params; return run(name, args); }",
        "async (r) => dispatch({ name: r.params.name, args: r.params.arguments })",
      })
  void branchOfTheDispatchIsTheRegion(String handler) {
    String code =
        (SDK
                + TOOLS
                + LIST
                + "enum N { A = 'a', B = 'b' }\n"
                + "async function run(n: string, v: any) { switch (n) { case 'a': ONE case 'b': TWO } }\n"
                + "async function dispatch({ name, args }) { switch (name) { case 'a': ONE case 'b': TWO } }\n"
                + "server.setRequestHandler(CallToolRequestSchema, "
                + handler
                + ");")
            .replace("ONE", "{ return one(); }")
            .replace("TWO", "{ return two(); }");

    List<McpModel.ToolDeclaration> tools = Extraction.of("server.ts", code).tools();

    for (McpModel.ToolDeclaration tool : tools) {
      String region = Extraction.region(tool.handler());
      assertEquals(tool.name().equals("a"), region.contains("one()"), region);
      assertEquals(tool.name().equals("b"), region.contains("two()"), region);
      assertEquals(
          handler.contains("run(") ? List.of(1) : List.of(0), tool.handler().agentParameters());
    }
    assertEquals(2, tools.size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "async (r) => handlers[r.params.name](r.params.arguments)",
        "async (r) => { const { name, arguments: v } = r.params; const h = handlers[name]; if (!h) throw 1; return await h(v); }",
        "async (r) => { const t = defs.find((d) => d.name === r.params.name); return t.handler(r.params.arguments); }",
        "async (r) => { const { handler } = defs.find((d) => d.tool.name === r.params.name); return handler(r.params.arguments); }",
        "async (r) => { const h = map.get(r.params.name); return h(r.params.arguments); }",
        "async (r) => { const t = byName.get(r.params.name)!; return t.handler(r.params.arguments); }",
        "async (r) => byKey[r.params.name].handler(r.params.arguments)",
        "async (r) => { const t = byName.get(r.params.name)!; const p = t.tool.schema.safeParse(r.params.arguments); return t.handler(p.data); }",
        "async (r) => { const t = byName.get(r.params.name)!; const { data } = check(t, r.params.arguments ?? {}); return t.handler(data); }",
      })
  void tablesLeadToTheirFunctions(String handler) {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            SDK
                + TOOLS
                + LIST
                + """
                async function one(v) { first(v) }
                const handlers = { a: one, b: (v) => second(v) };
                const defs = [
                  { name: "a", tool: A, handler: one },
                  { name: "b", tool: tools[1], handler: (v) => second(v) }];
                const map = new Map([["a", one], ["b", (v) => second(v)]]);
                const byName = new Map(defs.map((d) => [d.name, d]));
                const byKey = { a: defs[0], b: defs[1] };
                """
                + "server.setRequestHandler(CallToolRequestSchema, "
                + handler
                + ");");

    assertEquals(List.of("a | A | { first(v) } [0]", "b | B | second(v) [0]"), tools);
  }

  @Test
  void theCodeOfAToolIsNotWhatIsDoneForTheLog() {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            SDK
                + TOOLS
                + LIST
                + """
                function tidy(name, v) {
                  switch (name) { case "a": v.text = "***"; break; case "b": v.x = 1; break; }
                  log(v);
                }
                async function run(name, v) {
                  switch (name) { case "a": return await first(v); case "b": return second(v); }
                }
                server.setRequestHandler(CallToolRequestSchema, async (r) => {
                  const { name, arguments: args } = r.params;
                  tidy(name, args);
                  return run(name, args);
                });
                """);

    assertEquals(
        List.of(
            "a | A | case \"a\": return await first(v); [1]",
            "b | B | case \"b\": return second(v); [1]"),
        tools);
  }

  @Test
  void definitionsExportedByAModuleAreItems() {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            """
            import { Server } from "@modelcontextprotocol/sdk/server/index.js";
            import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
            import * as tools from "./tools.js";
            const server = new Server({ name: "s", version: "1" });
            server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: Object.values(tools) }));
            server.setRequestHandler(CallToolRequestSchema, async (request) => {
              const { name, arguments: args } = request.params;
              switch (name) {
                case tools.First.name:
                  return one(args);
                case tools.Second.name:
                  return two(args);
              }
            });
            """,
            "tools.ts",
            """
            import { ToolSchema } from "@modelcontextprotocol/sdk/types.js";
            export const First = ToolSchema.parse({ name: "first", description: "1" });
            export const Second = Object.freeze({ name: "second", description: "2" });
            """);

    assertEquals(
        List.of(
            "first | 1 | case tools.First.name: return one(args); [0]",
            "second | 2 | case tools.Second.name: return two(args); [0]"),
        tools);
  }

  @Test
  void everyResultOfAHelperIsListed() {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            """
            import { Server } from "@modelcontextprotocol/sdk/server/index.js";
            import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
            const server = new Server({ name: "s", version: "1" });
            server.setRequestHandler(ListToolsRequestSchema, async () => { return definitions(flag); });
            function definitions(more) {
              const base = [{ name: "a", description: "A" }];
              if (more) {
                return { tools: [...base, { name: "b", description: "B" }] };
              }
              return { tools: base };
            }
            """);

    assertEquals(List.of("a | A | none", "b | B | none"), tools);
  }

  @Test
  void fallingCasesShareTheirBranch() {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            SDK
                + TOOLS
                + LIST
                + "server.setRequestHandler(CallToolRequestSchema, async (r) => {"
                + " switch (r.params.name) { case 'a': case 'b': return both(); } });");

    assertEquals(
        List.of("a | A | case 'b': return both(); [0]", "b | B | case 'b': return both(); [0]"),
        tools);
  }

  @Test
  void onlyToolOwnsAHandlerThatDoesNotDispatch() {
    String code =
        SDK
            + "server.setRequestHandler('tools/list', () => ({ tools: [{ name: 'a' }] }));\n"
            + "server.setRequestHandler('tools/call', async (r) => { go(r) });";

    assertEquals(List.of("a | null | { go(r) } [0]"), Extraction.tools("server.ts", code));
  }

  @Test
  void toolWithoutBranchHasNoHandler() {
    String call = "server.setRequestHandler(CallToolRequestSchema, async (r) => other(r));";

    assertEquals(
        List.of("a | A | none", "b | B | none"),
        Extraction.tools("server.ts", SDK + TOOLS + LIST + call));
  }

  @Test
  void serverInAClassIsRead() {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            """
            import { Server } from "@modelcontextprotocol/sdk/server/index.js";
            import * as types from "@modelcontextprotocol/sdk/types.js";
            export class My {
              private server: Server;
              private tools = [{ name: "a", description: "A" }];
              constructor() {
                this.server = new Server({ name: "s", version: "1" });
                this.server.setRequestHandler(types.ListToolsRequestSchema, this.list.bind(this));
                this.server.setRequestHandler(types.CallToolRequestSchema, async (r) => {
                  switch (r.params.name) { case "a": return await this.one(r.params.arguments); } });
              }
              async list() { return { tools: this.tools }; }
              async one(v) { go(v) }
            }
            """);

    assertEquals(
        List.of("a | A | case \"a\": return await this.one(r.params.arguments); [0]"), tools);
  }

  @Test
  void receiverOfARequestHandlerMayBeCalledAnything() {
    String code =
        """
        import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
        export function setUp(app) {
          app.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [{ name: "a" }] }));
        }
        """;

    assertEquals(List.of("a | null | none"), Extraction.tools("server.js", code));
  }

  @Test
  void toolsKnownOnlyAtRunTimeAreNoted() {
    McpModel model =
        Extraction.of(
            "server.ts",
            SDK
                + "server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: await"
                + " upstream.list() }));");

    assertEquals(
        List.of(
            "Tools registered in server.ts, line 4, could not be resolved: it is built at run"
                + " time."),
        model.notes());
  }

  @Test
  void promptsAndResourcesAreRead() {
    McpModel model =
        Extraction.of(
            "server.ts",
            SDK
                + """
                server.setRequestHandler(types.ListPromptsRequestSchema, async () => ({
                  prompts: [{ name: "p", description: "P" }] }));
                server.setRequestHandler(types.GetPromptRequestSchema, async (r) => {
                  if (r.params.name === "p") { return ask(r); } });
                server.setRequestHandler(types.ListResourcesRequestSchema, async () => ({
                  resources: [{ uri: "x://1", name: "r", description: "R" }] }));
                server.setRequestHandler(types.ReadResourceRequestSchema, async (r) => { read(r) });
                """);

    assertEquals("{ return ask(r); } [0]", Extraction.region(model.prompts().getFirst().handler()));
    assertEquals("x://1", model.resources().getFirst().uri());
    assertEquals("{ read(r) } [0]", Extraction.region(model.resources().getFirst().handler()));
  }

  @Test
  void listsThatAreHandedOverAndHandlersThatAreWrappedAreFollowed() {
    assertEquals(
        List.of("a | A | case \"a\": return run(args); [1]"),
        Extraction.tools(
            "handlers.ts",
            """
            import { Server } from "@modelcontextprotocol/sdk/server/index.js";
            import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
            export function setUp(server: Server, tools: Tool[]) {
              const timed = (h) => (async (...a) => { const r = await h(...a); return r; });
              server.setRequestHandler(ListToolsRequestSchema, timed(async () => ({ tools })));
              server.setRequestHandler(CallToolRequestSchema,
                timed(async (request) => call(request.params.name, request.params.arguments ?? {})));
            }
            async function call(name: string, args: any) {
              switch (name) { case "a": return run(args); }
            }
            """,
            "server.ts",
            """
            import { Server } from "@modelcontextprotocol/sdk/server/index.js";
            import { setUp } from "./handlers.js";
            const definitions = () => [{ name: "a", description: "A", inputSchema: { type: "object" } }];
            setUp(new Server({ name: "s", version: "1" }), definitions());
            """));
  }
}
