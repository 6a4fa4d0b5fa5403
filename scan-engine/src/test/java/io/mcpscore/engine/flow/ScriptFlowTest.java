package io.mcpscore.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.TraceStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptFlowTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec(args.cmd);",
        "exec(args['cmd']);",
        "exec(`ls ${args.cmd}`);",
        "exec('ls ' + args.cmd + ' -l');",
        "const { cmd } = args; exec(cmd);",
        "const { cmd: c, ...rest } = args; exec(c);",
        "const c = args.cmd.trim() as string; exec(c!);",
        "let c; c = args.cmd; exec(c);",
        "const o = { c: args.cmd }; exec(o.c);",
        "const l: string[] = []; l.push(args.cmd); exec(l.join(' '));",
        "for (const c of args.cmd.split(',')) exec(c);",
        "args.cmd.split(',').forEach((c) => exec(c));",
        "args.cmd.split(',').forEach(helper);",
        "exec(args.cmd.split(',').map(c => 'ls ' + c)[0]);",
        "const c = args.cmd ?? 'ls'; exec(c);",
        "const c = args.number ? args.cmd : 'ls'; exec(c);",
        "await new Promise((resolve) => { exec(args.cmd, () => resolve(1)); });",
        "const inner = () => exec(args.cmd); inner();",
        "helper(args.cmd);",
        "await helper(args.cmd as string);",
        "exec(build(args.cmd));",
        "new Runner().run(args.cmd);",
        "new Runner(args.cmd).later();",
        "spread(...[args.cmd]);",
        "options({ a: 1, c: args.cmd });",
        "try { throw new Error('x'); } catch (e) { exec(args.cmd); }",
        "switch (args.number) { case 1: exec(args.cmd); break; default: return; }",
        "exec(JSON.parse(args.cmd).x);",
        "const parsed = z.object({ cmd: z.string() }).parse(args); exec(parsed.cmd);",
        "if (!args.cmd.startsWith('/a/')) { console.log('no'); } exec(args.cmd);",
        "for (const c of lines(args.cmd)) exec(c);",
        "for await (const c of later(args.cmd)) exec(c.text);",
        "exec(Array.from(lines(args.cmd)).join(' '));",
        "exec([...lines(args.cmd)][0]);",
        "const b = new Builder(); b.add(args.cmd); b.go();",
        "new Builder().add(args.cmd).go();",
        "const b = new Builder(); b.add(args.cmd); exec(b.text);",
        "const b = new Builder(); b.add(args.cmd); exec(`${b}`);",
        "const l = ['ls']; fill(l, args.cmd); exec(l.join(' '));",
        "const o: any = {}; name(o, args.cmd); exec(o.c);",
        "const o: any = {}; Object.assign(o, { c: args.cmd }); exec(o.c);",
        "exec(['-l'].concat([args.cmd]).reduce((all, one) => all + ' ' + one, 'ls'));",
        "exec(['-l'].reduce((all, one) => all + ' ' + one, args.cmd));",
        "[args.cmd].reduce((all, one) => { exec(one); return all; }, 0);",
        "helper.bind(null, args.cmd)();",
        "helper.call(null, args.cmd);",
        "const q = new Waiting(); q.push(helper.bind(null, args.cmd));",
        "around(args.cmd, (c) => exec(c));",
        "await around(args.cmd, async (c) => { exec(`ls ${c}`); });",
        "tagged`ls ${args.cmd}`;",
      })
  void findsEveryWay(String body) {
    assertEquals(List.of("proven t"), evidence(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec('ls');",
        "exec(String(args.number));",
        "exec(args.listed);",
        "exec('ls ' + parseInt(args.cmd, 10));",
        "const o = { a: args.cmd, c: 'ls' }; exec(o.c);",
        "exec(args.cmd === 'a' ? 'ls' : 'cd');",
        "if (args.cmd !== 'a') return; exec(args.cmd);",
        "if (!['a', 'b'].includes(args.cmd)) { throw new Error(); } exec(args.cmd);",
        "if (LISTED.includes(args.cmd)) { exec(args.cmd); }",
        "if (!args.cmd.startsWith('/a/')) { throw new Error(); } exec(args.cmd);",
        "if (args.cmd.includes('..') || !args.number) { return; } exec(args.cmd);",
        "const c = path.resolve(args.cmd); if (!c.startsWith('/a/')) return; exec(c);",
        "switch (args.cmd) { case 'a': exec(args.cmd); break; default: return; }",
        "exec(await valid(args.cmd));",
        "checked(args.cmd); exec(args.cmd);",
        "const c = await fs.promises.readFile(args.cmd, 'utf8'); exec(c);",
        "helper('ls');",
        "for (const c of lines('ls')) exec(c);",
        "const b = new Builder(); b.add('ls'); b.go(); helper(args.listed);",
        "const b = new Builder(); b.add(args.cmd); new Builder().go();",
        "const l = ['ls']; fill([], args.cmd); exec(l.join(' '));",
        "helper.bind(null, args.listed)();",
        "around(args.number, (c) => exec('ls'));",
        "around(args.cmd, (c, d) => exec(d));",
        "tagged`ls ${args.listed}`;",
        "plain`${args.cmd}`;",
      })
  void reportsNoHarmlessWay(String body) {
    assertEquals(List.of(), evidence(body));
  }

  private static final String HELPERS =
      """
      const LISTED = ["a", "b"];
      async function helper(c: string) { exec(c); }
      const build = (x: string) => { const y = x.trim(); return "ls " + y; };
      class Runner {
        private c: string;
        constructor(c = "") { this.c = c; }
        run(c: string) { exec(c); }
        later() { exec(this.c); }
      }
      function* lines(x: string) { yield "ls"; yield `ls ${x}`; }
      async function* later(x: string) { yield { text: x }; }
      class Builder {
        #all: string[] = [];
        get text() { return this.#all.join(" "); }
        add(c: string) { this.#all.push(c); return this; }
        go() { exec(this.#all.join(" ")); }
        toString() { return this.#all.join(" "); }
      }
      class Waiting {
        private readonly all: (() => void)[] = [];
        push(run: () => void) { this.all.push(run); }
      }
      function fill(list: string[], x: string) { list.push(x); }
      function name(o: any, x: string) { o.c = x; }
      async function around(x: any, work: (c: string, d: string) => unknown) {
        const line = "ls " + x;
        return await work(line, "ls");
      }
      function tagged(parts: TemplateStringsArray, ...values: string[]) { exec(values.join("")); }
      function plain(parts: TemplateStringsArray, ...values: string[]) { exec(parts.join("?")); }
      function spread(...all: string[]) { exec(all[0]); }
      function options({ a, c }: { a: number; c: string }) { exec(c); }
      function isWithin(p: string, roots: string[]): boolean {
        if (!p) { return false; }
        let normal: string;
        try { normal = path.resolve(path.normalize(p)); } catch { return false; }
        return roots.some((root) => {
          if (!root) return false;
          if (normal === root) { return true; }
          return normal.startsWith(root + path.sep);
        });
      }
      async function valid(p: string): Promise<string> {
        const absolute = path.isAbsolute(p) ? path.resolve(p) : path.resolve(process.cwd(), p);
        const normal = path.normalize(absolute);
        const allowed = isWithin(normal, LISTED);
        if (!allowed) { throw new Error("denied"); }
        try {
          const real = await fs.promises.realpath(absolute);
          if (!isWithin(real, LISTED)) { throw new Error("denied"); }
          return real;
        } catch (e) {
          return absolute;
        }
      }
      function checked(p: string) { if (!isWithin(p, LISTED)) throw new Error("denied"); }
      server.registerTool("t", {
        inputSchema: { cmd: z.string(), number: z.number(), listed: z.enum(["a", "b"]) },
      }, async (args) => {
      """;

  private static List<String> evidence(String body) {
    return FlowRepository.script(HELPERS + body + "\n});\n").commands().stream()
        .map(f -> f.evidence().key() + " " + f.tool())
        .toList();
  }

  @Test
  void followsDestructuredArgumentsAcrossFiles() {
    FlowRepository repository =
        FlowRepository.script(
                """
                import { run } from "./lib/run.js";
                server.tool("t", { cmd: z.string() }, async ({ cmd }) => run({ cmd }));
                """)
            .with(
                "lib/run.ts",
                """
                import * as cp from "node:child_process";
                export const run = async ({ cmd }: { cmd: string }) => {
                  cp.exec(cmd);
                };
                """);

    assertEquals(
        List.of(
            new TraceStep("server.ts", 6, "tool argument cmd"),
            new TraceStep("server.ts", 6, "passed to run"),
            new TraceStep("lib/run.ts", 3, "reaches cp.exec")),
        repository.commands().getFirst().trace());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tool.schema.parse(request.params.arguments)",
        "tool.schema.safeParse(request.params.arguments).data"
      })
  void trustsSchemasThatADispatcherHoldsArgumentsAgainst(String parsed) {
    assertEquals(List.of(), table("const args: any = " + parsed + ";").found());
    assertEquals(
        List.of("proven t args.cmd"), table("const args: any = request.params.arguments;").found());
  }

  /** A server of the low level that takes its tools from a table. */
  private static FlowRepository table(String arguments) {
    return new FlowRepository()
        .with(
            "server.ts",
            """
            import { Server } from "@modelcontextprotocol/sdk/server/index.js";
            import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
            import { exec } from "child_process";
            import { z } from "zod";
            const tools = [
              { name: "t", schema: z.object({ cmd: z.enum(["a", "b"]) }), run: (args) => exec(args.cmd) },
            ];
            const byName = new Map(tools.map((t) => [t.name, t]));
            const server = new Server({ name: "s", version: "1" }, { capabilities: { tools: {} } });
            server.setRequestHandler(ListToolsRequestSchema, () => ({
              tools: tools.map((t) => ({ name: t.name, inputSchema: zodToJsonSchema(t.schema) })),
            }));
            server.setRequestHandler(CallToolRequestSchema, async (request) => {
              const tool = byName.get(request.params.name);
              ARGUMENTS
              return tool.run(args);
            });
            """
                .replace("ARGUMENTS", arguments));
  }

  @Test
  void doesNotTrustSchemasThatAreOnlyListed() {
    FlowRepository repository =
        new FlowRepository()
            .with(
                "server.ts",
                """
                import { Server } from "@modelcontextprotocol/sdk/server/index.js";
                import { ListToolsRequestSchema, CallToolRequestSchema }
                  from "@modelcontextprotocol/sdk/types.js";
                import { exec } from "child_process";
                const server = new Server({ name: "s" }, {});
                server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [
                  { name: "a", inputSchema: { type: "object", properties: { n: { type: "number" } } } },
                  { name: "b", inputSchema: { type: "object" } },
                ] }));
                server.setRequestHandler(CallToolRequestSchema, async (request) => {
                  const { name, arguments: args } = request.params;
                  if (name === "a") { exec("a " + args.n); }
                  if (name === "b") { return 1; }
                });
                """);

    assertEquals(List.of("proven a \"a \" + args.n"), repository.found());
  }

  @Test
  void aBaseCallsWhatTheClassOfTheToolImplements() {
    String tools =
        """
        import { Server } from "@modelcontextprotocol/sdk/server/index.js";
        import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
        abstract class Base {
          description = 'd';
          inputSchema = { type: 'object', properties: { x: { type: 'string' } } };
          abstract line(x: string): string;
          async handle(args) { const text = this.line(String(args.x)); return exec(text); }
        }
        class Raw extends Base { name = 'raw'; line(x) { return 'ls ' + x; } }
        class Fixed extends Base { name = 'fixed'; line(x) { return 'ls'; } }
        const tools = [new Raw(), new Fixed()];
        const low = new Server({ name: 's', version: '1' }, { capabilities: { tools: {} } });
        low.setRequestHandler(ListToolsRequestSchema, async () => ({ tools }));
        low.setRequestHandler(CallToolRequestSchema, async (request) => {
          const tool = tools.find((t) => t.name === request.params.name);
          return tool.handle(request.params.arguments);
        });
        """;

    assertEquals(List.of("proven raw text"), FlowRepository.script(tools).found());
  }

  @Test
  void aFunctionThatAnotherMakesIsCalledWithItsArguments() {
    String tools =
        """
        const runner = (folder: string) => async (...words: string[]) => exec(words.join(' '));
        function register(run) {
          server.tool('t', { x: z.string() }, async ({ x }) => run('ls', x));
          server.tool('u', { x: z.string() }, async ({ x }) => run('ls'));
        }
        register(runner('/srv'));
        """;

    assertEquals(List.of("proven t words.join(' ')"), FlowRepository.script(tools).found());
  }
}
