package io.mcpscore.engine.mcp.js;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.mcp.McpModel;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolStylesTest {

  private static final String SDK =
      """
      import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
      import { z } from "zod";
      const server = new McpServer({ name: "s", version: "1" });
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      textBlock =
          """
          server.tool("a", () => go())                                      → a | null | go() []
          server.tool("a", "Text", () => go())                              → a | Text | go() []
          server.tool("a", {x: z.string()}, (v) => go(v))                   → a | null | go(v) [0]
          server.tool("a", "Text", {x: z.string()}, (v, e) => go(v))        → a | Text | go(v) [0]
          server.tool("a", {x: z.string()}, {readOnlyHint: true}, (v) => 1) → a | null | 1 [0]
          server.tool("a", "Text", {x: z.string()}, {title: "T"}, (v) => 1) → a | Text | 1 [0]
          server.tool("a", "Text", {title: "T"}, (extra) => 1)              → a | Text | 1 []
          server.registerTool("a", {description: "Text"}, (extra) => 1)     → a | Text | 1 []
          server.registerTool("a", {description: "Text", inputSchema: {x: z.string()}}, (v) => 1) → a | Text | 1 [0]
          server.registerTool("a", {description: `A ${f()} B`}, () => 1)    → a | A * B | 1 []
          server.registerTool("a", {description: f()}, () => 1)             → a | * | 1 []
          server.registerTool("a", {}, run); async function run() { go() }  → a | null | { go() } []
          server.tool("a", wrap(async () => go())); function wrap(f) { return (...x) => f(...x) } → a | null | go() []
          server.tool("a", make()); function make() { return () => go() }   → a | null | go() []
          server.registerTool("a", {inputSchema: {x: z.string()}}, missing) → a | null | none
          server.experimental.tasks.registerToolTask("a", {inputSchema: {x: z.string()}}, {createTask: async (v) => go(v)}) → a | null | go(v) [0]
          server.tool(`a_${f()}`, () => 1)                                  → a_* | null | 1 []
          server.tool("a", {x: z.string()}, (v) => go(v), {description: "Ignored"}) → a | null | go(v) [0]
          """)
  void everyOverloadOfTheSdkIsRead(String call, String expected) {
    assertEquals(List.of(expected), Extraction.tools("server.ts", SDK + call));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      textBlock =
          """
          import {McpServer} from "@modelcontextprotocol/server"; new McpServer({}).tool("a", () => 1) → 1
          import {McpServer as M} from "@modelcontextprotocol/sdk/server/mcp.js"; const s = new M({}); s.tool("a", () => 1) → 1
          import type {McpServer} from "@modelcontextprotocol/sdk/server/mcp.js"; export const r = (x: McpServer) => x.tool("a", () => 1) → 1
          import {McpServer} from "@modelcontextprotocol/sdk/server/mcp.js"; class A { x = new McpServer({}); i() { this.x.tool("a", () => 1) } } → 1
          import {McpServer} from "@modelcontextprotocol/sdk/server/mcp.js"; class A { constructor(private x: McpServer) { x.tool("a", () => 1) } } → 1
          import {McpServer} from "@modelcontextprotocol/sdk/server/mcp.js"; class A extends McpServer { i() { this.tool("a", () => 1) } } → 1
          import {McpServer} from "@modelcontextprotocol/sdk/server/mcp.js"; const make = () => new McpServer({}); make().tool("a", () => 1) → 1
          const {McpServer} = require("@modelcontextprotocol/sdk/server/mcp.js"); const x = new McpServer({}); x.tool("a", () => 1) → 1
          import {createMcpHandler} from "mcp-handler"; createMcpHandler((server) => { server.tool("a", () => 1) }) → 1
          import {z} from "@modelcontextprotocol/sdk/types.js"; export function r(server) { server.tool("a", () => 1) } → 1
          import {z} from "@modelcontextprotocol/sdk/types.js"; import express from "express"; const server = express(); server.tool("a", () => 1) → 0
          import {z} from "@modelcontextprotocol/sdk/types.js"; export function r(palette) { palette.tool("a", () => 1) } → 0
          export function r(server) { server.tool("a", () => 1) } → 0
          import {McpServer} from "@modelcontextprotocol/sdk/server/mcp.js"; const t = "new McpServer().tool('a', f)"; // x.tool("a", f) → 0
          """)
  void onlyServersRegisterTools(String code, int expected) {
    assertEquals(expected, Extraction.tools("a.ts", code).size());
  }

  @Test
  void registrationThroughAContextOfTheRepositoryIsRead() {
    List<String> tools =
        Extraction.tools(
            "context.ts",
            """
            import type { McpServer } from "@modelcontextprotocol/server";
            export interface Context { readonly registerTool: Register }
            """,
            "tools.ts",
            """
            import type { Context } from "./context";
            export function register(context: Context) {
              context.registerTool("a", { description: "A" }, async () => go());
              context.tool("b", "not a registration of anything known", async () => go());
            }
            """);

    assertEquals(List.of("a | A | go() []"), tools);
  }

  @Test
  void aHelperWithTwoFormsHasTheCodeOfTheOneThatFitsAndThePlaceOfItsNearestCall() {
    List<McpModel.ToolDeclaration> tools =
        Extraction.of(
                "index.ts",
                SDK + "import { orders } from './orders'; orders(server);",
                "orders.ts",
                """
                export function offer(s, name: string, schema: any, run?: any) {
                  if (typeof schema === "function") {
                    s.registerTool(name, { description: name }, schema);
                    return;
                  }
                  s.registerTool(name, { description: name, inputSchema: schema }, run);
                }
                export function orders(server) {
                  offer(server, "place", { item: z.string() }, async (v) => place(v));
                  offer(server, "list", async () => list());
                }
                """)
            .tools();

    assertEquals(
        List.of("orders.ts 9 place place(v) [0]", "orders.ts 10 list list() []"),
        tools.stream()
            .map(
                t ->
                    "%s %d %s %s"
                        .formatted(
                            t.module().file().path(),
                            t.module().tree().line(t.node()),
                            t.name(),
                            Extraction.region(t.handler())))
            .toList());
  }

  @Test
  void helperInAnotherFileRegistersOnItsImportersServer() {
    List<String> tools =
        Extraction.tools(
            "index.js",
            SDK + "import {register} from './echo.js'; register(server);",
            "echo.js",
            """
                const name = "echo";
                const config = { description: "Echoes" };
                export const register = (server) => { server.registerTool(name, config, () => go()); };
                """);

    assertEquals(List.of("echo | Echoes | go() []"), tools);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          for (const t of tools) server.tool(t.name, t.description, t.schema, t.run);
          for (const {name, description, schema, run} of tools) server.tool(name, description, schema, run);
          tools.forEach((t) => { server.registerTool(t.name, {description: t.description, inputSchema: t.schema}, t.run); });
          tools.forEach((t) => server.tool(t.name, t.description, t.schema, async (v) => t.run(v)));
          for (const [name, t] of Object.entries({a: A, b})) server.tool(name, t.description, t.schema, t.run);
          for (const t of Object.values({A, b})) server.tool(t.name, t.description, t.schema, t.run);
          for (const t of [...tools].filter(Boolean)) add(t); function add(d) { server.tool(d.name, d.description, d.schema, d.run); }
          function add(n, d) { server.tool(n, d.description, d.schema, d.run); } add("a", A); add("b", b);
          for (const make of [() => A, () => b]) { const t = make(); server.tool(t.name, t.description, t.schema, t.run); }
          const list = []; list.push(A, b); for (const t of list) server.tool(t.name, t.description, t.schema, t.run);
          for (const t of [A].concat(b)) server.tool(t.name, t.description, t.schema, t.run);
          for (const t of [A, b].map(x => ({...x}))) server.tool(t.name, t.description, t.schema, t.run);
          """)
  void loopsAndHelpersRegisterEachItem(String loop) {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            SDK
                + """
                import {A} from "./tools.js";
                const b = { name: "b", description: "B", schema: {}, run: async (v) => two(v) };
                const tools = [A, b];
                """
                + loop,
            "tools.ts",
            """
            export const A = {
              name: "a", description: "A", schema: {x: z.string()}, async run(v) { one(v) } };
            """);

    assertEquals(
        List.of("a | A | { one(v) } [0]", "b | B | two(v) [0]"), tools.stream().sorted().toList());
  }

  @Test
  void toolsMadeByClassesAreRead() {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            SDK
                + """
                class Base { constructor(name) { this.name = name; } }
                class Echo extends Base {
                  description = "Echoes";
                  constructor() { super("echo"); }
                  async execute(v) { go(v) }
                }
                for (const t of [new Echo()])
                  server.registerTool(t.name, {description: t.description, inputSchema: {}}, (v) => t.execute(v));
                """);

    assertEquals(List.of("echo | Echoes | { go(v) } [0]"), tools);
  }

  @Test
  void fastMcpToolsAreRead() {
    McpModel model =
        Extraction.of(
            "server.ts",
            """
            import { FastMCP } from "fastmcp";
            import { z } from "zod";
            const server = new FastMCP({ name: "f", version: "1.0.0", instructions: "Hi" });
            server.addTool({ name: "a", description: "A", parameters: z.object({x: z.string()}),
              annotations: {title: "T", readOnlyHint: true}, execute: async (v) => go(v) });
            server.addPrompt({ name: "p", description: "P", load: async (v) => ask(v) });
            server.addResource({ uri: "file:///x", name: "r", load: async () => read() });
            """);

    McpModel.ToolDeclaration tool = model.tools().getFirst();
    assertEquals("fastmcp-ts", tool.framework());
    assertEquals("T", tool.title());
    assertEquals("go(v) [0]", Extraction.region(tool.handler()));
    assertEquals("{\"title\":\"T\",\"readOnlyHint\":true}", tool.annotations().toString());
    assertEquals("Hi", model.servers().getFirst().instructions());
    assertEquals("ask(v) [0]", Extraction.region(model.prompts().getFirst().handler()));
    assertEquals("file:///x", model.resources().getFirst().uri());
  }

  @Test
  void toolOfUnknownNameIsNoted() {
    McpModel model =
        Extraction.of("server.ts", SDK + "\nexport function add(n) { server.tool(n, () => 1); }");

    assertEquals(List.of(), model.tools());
    assertEquals(
        List.of(
            "A tool registered in server.ts, line 5, could not be resolved: it is built at run"
                + " time."),
        model.notes());
  }

  @Test
  void definitionsStandForALoopThatCannotBeFollowed() {
    McpModel model =
        Extraction.of(
            "server.ts",
            SDK
                + """
                import { available } from "elsewhere";
                for (const t of available()) server.registerTool(t.name, t.config, t.handler);
                """,
            "note.ts",
            """
            export default defineTool({ name: "add_note", description: "Adds", inputSchema: {},
              async handler(params) { go(params) } });
            export const model = { name: "notes", description: "No tool", inputSchema: {} };
            """,
            "find.ts",
            """
            export abstract class Base { abstract description: string; }
            export class Find extends Base {
              static toolName = "find"; description = "Finds"; argsShape = {};
              async execute(params) { look(params) }
            }
            """,
            "table.ts",
            """
            const about = { drop: { description: "Drops", parameters: {} } };
            export const tools = (db) => ({
              drop: injected({ ...about.drop, inject: { db }, execute: async (p) => remove(p) }),
              "list": { description: "Lists", parameters: {}, execute: async () => all() },
              options: { description: "No tool", parameters: {} },
            });
            """);

    assertEquals(
        List.of(
            "find | Finds | { look(params) } [0]",
            "add_note | Adds | { go(params) } [0]",
            "drop | Drops | remove(p) [0]",
            "list | Lists | all() []"),
        model.tools().stream()
            .map(t -> t.name() + " | " + t.description() + " | " + Extraction.region(t.handler()))
            .toList());
    assertEquals(
        List.of(
            "A tool registered in server.ts, line 5, was taken from the definitions in the"
                + " repository."),
        model.notes());
  }

  @Test
  void definitionsAreNoToolsWhereEveryRegistrationWasFollowed() {
    List<String> tools =
        Extraction.tools(
            "server.ts",
            SDK
                + """
                server.tool("a", "A", async () => go());
                const b = { name: "b", description: "B", schema: {}, handler: async () => go() };
                """);

    assertEquals(List.of("a | A | go() []"), tools);
  }
}
