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
}
