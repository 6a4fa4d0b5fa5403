package io.mcpscore.engine.mcp.js;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of tools that are put together by code: factories, classes, registries, CommonJS. */
class ToolListsTest {

  private static final String SDK =
      """
      import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
      import { z } from "zod";
      const server = new McpServer({ name: "s", version: "1" });
      """;
  private static final String LOW_LEVEL =
      """
      const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
      const { CallToolRequestSchema, ListToolsRequestSchema } = require("@modelcontextprotocol/sdk/types.js");
      const server = new Server({ name: "s", version: "1" }, { capabilities: { tools: {} } });
      """;
  private static final List<String> BOTH = List.of("a | A | one(v) [0]", "b | B | two(v) [0]");

  private static List<String> sorted(String... pathsAndTexts) {
    return Extraction.tools(pathsAndTexts).stream().distinct().sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const list = []; for (const t of [A, B]) list.push(t); for (const t of list) ADD",
        "const map = new Map(); for (const t of [A, B]) map.set(t.name, t); for (const t of map.values()) ADD",
        "const map = new Map(); map.set('a', A).set('b', B); map.set('b', B); map.forEach((t) => { ADD });",
        "const map = new Map([A, B].map((t) => [t.name, t])); for (const [name, t] of map) ADD",
        "const map = new Map().set('a', A).set('b', B); for (const t of [...map.values()]) ADD",
        "const by = Object.fromEntries([A, B].map((t) => [t.name, t])); for (const t of Object.values(by)) ADD",
        "const by = {}; by.a = A; by['b'] = B; for (const t of Object.values(by)) ADD",
        "const by = { A, B }; for (const k of Object.keys(by)) { const t = by[k]; ADD }",
        "const by = { A, B }; for (const k in by) { const t = by[k]; ADD }",
        "const by = Object.assign({}, { A }, { B }); Object.values(by).forEach((t) => { ADD });",
        "for (const t of [].concat([A], B)) ADD",
        "for (const t of [() => [A], () => [B]].flatMap((f) => f())) ADD",
        "for (const t of [[A], [B]].reduce((all, some) => all.concat(some), [])) ADD",
        "for (const t of [[A], [B]].reduce((all, some) => [...all, ...some], [])) ADD",
        "for (const t of Array.from([A, B], (x) => x)) ADD",
        "class R { all = []; add(x) { this.all.push(x); return this; } list() { return this.all; } } const r = new R(); r.add(A); r.add(B); for (const t of r.list()) ADD",
        "class R { constructor() { this.all = new Map(); } add(x) { this.all.set(x.name, x); } } const r = new R(); [A, B].forEach((x) => r.add(x)); for (const t of r.all.values()) ADD",
        "class R { all = new Map(); addAll(xs) { for (const x of xs) this.add(x); } add(x) { this.all.set(x.name, x); } get list() { return [...this.all.values()]; } } const r = new R(); r.addAll([A, B]); for (const t of r.list) ADD",
      })
  void listsAndMapsThatAreFilledAreFollowed(String code) {
    assertEquals(
        BOTH,
        sorted(
            "server.ts",
            SDK
                + """
                const A = { name: "a", description: "A", shape: {x: z.string()}, run: async (v) => one(v) };
                const B = { name: "b", description: "B", shape: {x: z.string()}, run: async (v) => two(v) };
                """
                + code.replace("ADD", "server.tool(t.name, t.description, t.shape, t.run);")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (const t of tools) server.registerTool(t.name, t.config, t.handler);",
        "for (const t of tools) server.registerTool(t.name, t.config, (v) => t.handler(v));",
        "for (const t of tools) server.registerTool(t.name, t.config, async (v, extra) => { log(t.name); try { const r = await t.handler(v); return { r }; } catch (e) { return fail(e); } });",
        "tools.forEach(({ name, config, handler }) => server.registerTool(name, config, handler));",
        "tools.forEach((t) => server.registerTool(t.name, t.config, async (v) => { const ok = t.config.inputSchema.x.parse(v); return t.handler(ok); }));",
        "for (const t of tools) add(t); function add({ name, config, handler: run }) { server.registerTool(name, config, async (v) => ({ r: await run(v) })); }",
      })
  void helpersThatBuildDefinitionsAreFollowed(String loop) {
    assertEquals(
        BOTH,
        sorted(
            "server.ts",
            SDK
                + """
                function define(name, description, properties, handler) {
                  return { name, config: { description, inputSchema: properties }, handler };
                }
                const make = (store) => [
                  define("a", "A", {x: z.string()}, async (v) => one(v)),
                  define("b", "B", {x: z.string()}, async (v) => two(v)),
                ];
                const tools = make(new Store());
                """
                + loop));
  }

  @Test
  void codeThatIsWrittenForOneToolIsWhole() {
    assertEquals(
        List.of(
            "a | A | { const ok = check(v); return store.find(ok); } [0]",
            "b | B | { return store.save(v); } [0]"),
        sorted(
            "server.ts",
            SDK
                + """
                class Store { find(x) { return x; } save(x) { return x; } }
                const define = (name, description, shape, run) => ({ name, description, shape, run });
                const make = (store) => [
                  define("a", "A", {x: z.string()}, async (v) => { const ok = check(v); return store.find(ok); }),
                  define("b", "B", {x: z.string()}, async (v) => { return store.save(v); }),
                ];
                for (const t of make(new Store())) server.tool(t.name, t.description, t.shape, t.run);
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (const t of [new A(), new B()]) server.tool(t.name, t.description, t.shape, (v) => t.run(v));",
        "for (const t of [new A(), new B()]) server.tool(t.name, t.description, t.shape, async (v, extra) => { try { const r = await t.run(v as never, callerOf(extra)); return r; } catch { return fail(); } });",
        "[A, B].map((T) => new T()).forEach((t) => server.tool(t.name, t.description, t.shape, t.run.bind(t)));",
        "for (const t of [new A(), new B()]) t.register(server);",
        "[new A(), new B()].forEach((t) => t.register(server));",
        "new A().register(server); new B().register(server);",
      })
  void objectsOfClassesAreFollowed(String loop) {
    String base =
        """
        export abstract class Base<S> {
          constructor(readonly name: string, readonly description: string, readonly shape: S) {}
          abstract run(v, caller);
          register(s: McpServer) {
            s.tool(this.name, this.description, this.shape, async (v) => this.run(v));
          }
        }
        """;
    String tools =
        """
        import { Base } from "./base.js";
        const shape = { x: z.string() };
        export class A extends Base { constructor() { super("a", "A", shape); } run(v, caller) { one(v) } }
        export class B extends Base { constructor() { super("b", "B", shape); } run(v) { two(v) } }
        """;
    assertEquals(
        List.of("a | A | { one(v) } [0]", "b | B | { two(v) } [0]"),
        sorted(
            "server.ts",
            SDK + "import { A, B } from './tools.js';\n" + loop,
            "base.ts",
            "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';" + base,
            "tools.ts",
            "import { z } from 'zod';" + tools));
  }

  @Test
  void methodThatOthersExtendLeadsToTheirs() {
    assertEquals(
        List.of("a | A | { one(v) } [0]", "b | B | two(v) [0]"),
        sorted(
            "server.ts",
            SDK
                + """
                class Base {
                  async run(args) { const ok = this.shape.parse(args); return this.execute(ok); }
                }
                class A extends Base { name = "a"; description = "A"; shape = {}; execute(v) { one(v) } }
                class Given extends Base {
                  constructor(public name, public description, private fn, public shape = {}) { super(); }
                  execute(v) { return this.fn(v); }
                }
                for (const t of [new A(), new Given("b", "B", (v) => two(v))])
                  server.registerTool(t.name, { description: t.description, inputSchema: t.shape }, (v) => t.run(v));
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const tools = factories.flatMap((f) => f(store)); const handlers = new Map(tools.map(({ definition, handler }) => [definition.name, handler]));",
        "const tools = [].concat(...factories.map((f) => f(store))); const handlers = new Map(tools.map((t) => [t.definition.name, t.handler]));",
        "const tools = factories.map((f) => f(store)).flat(); const handlers = new Map(); for (const t of tools) handlers.set(t.definition.name, t.handler);",
        "const tools = []; for (const f of factories) tools.push(...f(store)); const handlers = new Map(); tools.forEach((t) => { handlers.set(t.definition.name, t.handler); });",
      })
  void commonJsFactoriesAreFollowed(String list) {
    assertEquals(
        BOTH,
        sorted(
            "index.js",
            LOW_LEVEL
                + "const factories = require('./tools');\nconst store = new Map();\n"
                + list
                + """
                server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: tools.map((t) => t.definition) }));
                server.setRequestHandler(CallToolRequestSchema, async (request) => {
                  const handler = handlers.get(request.params.name);
                  if (!handler) throw new Error("?");
                  return { content: await handler(request.params.arguments) };
                });
                """,
            "tools/index.js",
            "module.exports = [require('./first').firstTools, require('./second')];",
            "tools/first.js",
            """
            const { define } = require("../define");
            const firstTools = (store) => [define("a", "A", { x: {} }, async (v) => one(v))];
            module.exports = { firstTools };
            """,
            "tools/second.js",
            """
            const { define } = require("../define");
            module.exports = function (store) {
              return [define("b", "B", { x: {} }, async (v) => two(v))];
            };
            """,
            "define.js",
            """
            exports.define = (name, description, properties, handler) => ({
              definition: { name, description, inputSchema: { type: "object", properties } },
              handler,
            });
            """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const { a, b } = require('./tools'); const handlers = { a: a.handler, b: b.handler }; LIST handlers[r.params.name](r.params.arguments)",
        "const all = require('./tools'); LIST all[r.params.name].handler(r.params.arguments)",
        "const all = { ...require('./tools') }; LIST all[r.params.name].handler(r.params.arguments)",
        "const all = require('./tools'); const by = Object.fromEntries(Object.values(all).map((t) => [t.definition.name, t])); LIST by[r.params.name].handler(r.params.arguments)",
        "const all = require('./tools'); const by = {}; for (const t of Object.values(all)) by[t.definition.name] = t.handler; LIST by[r.params.name](r.params.arguments)",
      })
  void commonJsMembersAreFollowed(String code) {
    assertEquals(
        BOTH,
        sorted(
            "index.js",
            LOW_LEVEL
                + code.replace(
                    "LIST",
                    "const { a: x, b: y } = require('./tools');\n"
                        + "server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: [x.definition, y.definition] }));"
                        + "server.setRequestHandler(CallToolRequestSchema, async (r) => ")
                + ");",
            "tools.js",
            """
            exports.a = exports.b = void 0;
            exports.a = { definition: { name: "a", description: "A" }, handler: async (v) => one(v) };
            exports.b = { definition: { name: "b", description: "B" }, handler: async (v) => two(v) };
            """));
  }

  @Test
  void definitionsFillUpWhatIsRegisteredOnlyInPart() {
    String base =
        """
        import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
        export class Base {
          register(server: McpServer) { server.tool(this.name, this.description, this.shape, (v) => this.run(v)); }
        }
        """;
    String own =
        """
        import { Base } from "./base.js";
        export class A extends Base { name = "a"; description = "A"; shape = {}; run(v) { one(v) } }
        export class B extends Base { name = "b"; description = "B"; shape = {}; run(v) { two(v) } }
        """;

    assertEquals(
        List.of("a | A | { one(v) } [0]", "b | B | { two(v) } [0]"),
        sorted(
            "base.ts",
            base,
            "tools.ts",
            own,
            "server.ts",
            SDK + "import { A } from './tools.js'; new A().register(server);",
            "more.ts",
            "export const all = (server, load) => { for (const T of load()) new T().register(server); };",
            "test/a.ts",
            "import { A } from '../tools.js'; new A().register(server);"));
  }

  @Test
  void modulesThatAreTakenAsAWholeAreFollowed() {
    assertEquals(
        BOTH,
        sorted(
            "server.ts",
            SDK
                + """
                import * as tools from "./tools/index.js";
                for (const t of Object.values(tools)) server.tool(t.name, t.description, {}, t.run);
                """,
            "tools/index.ts",
            "export * from './first.js'; export { second } from './second.js';",
            "tools/first.ts",
            "export const first = { name: 'a', description: 'A', run: async (v) => one(v) };",
            "tools/second.ts",
            "export const second = { name: 'b', description: 'B', run: async (v) => two(v) };"));
  }

  @Test
  void whatIsAddedForOtherListsOrByItselfIsNot() {
    assertEquals(
        List.of("a | A | one(v) [0]"),
        sorted(
            "server.ts",
            SDK
                + """
                const tool = (name, description, run) => ({ name, description, run });
                const tools = [tool("a", "A", async (v) => one(v))];
                function other() { const tools = []; tools.push(tool("b", "B", async (v) => two(v))); return tools; }
                tools.push(...tools.map((t) => t));
                for (const t of tools) tools.push(t);
                for (const t of tools) server.tool(t.name, t.description, {}, t.run);
                """));
  }

  @Test
  void definitionsThatHelpersMakeAreWhereTheirNamesAre() {
    assertEquals(
        List.of("tools.ts:2", "tools.ts:3"),
        Extraction.of(
                "server.ts",
                """
                import { Server } from "@modelcontextprotocol/sdk/server/index.js";
                import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
                import { tools } from "./tools.js";
                const server = new Server({ name: "s", version: "1" });
                server.setRequestHandler(ListToolsRequestSchema, () => ({
                  tools: [...tools.values()].map(({ listing }) => listing),
                }));
                """,
                "define.ts",
                "export const define = (name, description) => ({ listing: { name, description } });",
                "tools.ts",
                """
                import { define } from "./define.js"; export const tools = new Map([
                  define("a", "A"),
                  define("b", "B"),
                ].map((t) => [t.listing.name, t] as const));
                """)
            .tools()
            .stream()
            .map(t -> t.module().file().path() + ":" + t.module().tree().line(t.node()))
            .toList());
  }
}
