package io.mcpscore.engine.hostile;

import static io.mcpscore.engine.hostile.HostileCase.code;
import static io.mcpscore.engine.hostile.HostileCase.each;
import static io.mcpscore.engine.hostile.HostileCase.nested;

import java.util.stream.Stream;

/** TypeScript and JavaScript that is made to break a scan. */
final class HostileScripts {

  private static final String HEAD =
      """
      import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
      import { exec } from "child_process";
      import { z } from "zod";
      const server = new McpServer({ name: "hostile", version: "1.0.0" });
      """;

  private HostileScripts() {}

  static Stream<HostileCase> cases() {
    return Stream.of(nesting(), chains(), size(), references(), constants()).flatMap(s -> s);
  }

  /** A tool whose handler runs some code on its argument {@code q}. */
  private static String tool(String body) {
    return HEAD
        + "server.tool(\"hostile\", \"Does it\", { q: z.string() }, async ({ q }) => {\n"
        + body
        + "\n});\n";
  }

  private static HostileCase inTool(String name, String body) {
    return code("script: " + name, "src/hostile.ts", tool(body));
  }

  private static Stream<HostileCase> nesting() {
    return Stream.of(
        code("script: open brackets", "src/hostile.ts", "[".repeat(900_000)),
        code("script: open calls", "src/hostile.js", "(a,".repeat(100_000)),
        code("script: open generics", "src/hostile.ts", "f<T,".repeat(50_000)),
        code("script: quote runs", "src/hostile.tsx", "\"".repeat(100_000)),
        code("script: open templates", "src/hostile.ts", "`${".repeat(100_000)),
        inTool("parentheses", "exec(" + nested("(", "q", ")", 20_000) + ");"),
        inTool("arrays", "exec(" + nested("[", "q", "]", 20_000) + ");"),
        inTool("objects", "const o = " + nested("{a:", "q", "}", 20_000) + "; exec(o.a);"),
        inTool("calls", "exec(" + nested("f(", "q", ")", 20_000) + ");"),
        inTool("templates", "exec(" + nested("`${", "q", "}`", 10_000) + ");"),
        inTool("conditions", "exec(" + nested("q ? (", "q", ") : 1", 10_000) + ");"),
        inTool("negations", "exec(" + "!".repeat(20_000) + "q);"),
        inTool("blocks", nested("{", "exec(q);", "}", 10_000)),
        inTool("loops", nested("for (const x of q) {", "exec(q);", "}", 2_000)),
        inTool("functions", nested("(function () {", "exec(q);", "})();", 3_000)),
        inTool("arrows", "const f = " + "() => ".repeat(10_000) + "exec(q); f();"),
        inTool("classes", nested("new (class { m() {", "exec(q);", "} })().m();", 2_000)),
        code(
            "script: types",
            "src/hostile.ts",
            "type T = " + nested("Array<", "string", ">", 3_000) + ";\n"),
        code(
            "script: elements",
            "src/hostile.tsx",
            "export const e = " + nested("<a>", "x", "</a>", 10_000) + ";\n"),
        code(
            "script: decorators",
            "src/hostile.ts",
            "@d() ".repeat(20_000) + "export class A {}\n"));
  }

  private static Stream<HostileCase> chains() {
    return Stream.of(
        inTool("concatenation", "exec(" + "'a' + ".repeat(50_000) + "q);"),
        inTool("additions", "exec(" + "q + ".repeat(50_000) + "q);"),
        inTool("members", "exec(q" + ".a".repeat(50_000) + ");"),
        inTool("method calls", "exec(q" + ".trim()".repeat(20_000) + ");"),
        inTool("subscripts", "exec(q" + "[0]".repeat(50_000) + ");"),
        inTool("alternatives", "exec(" + "q || ".repeat(50_000) + "q);"),
        inTool("promises", "q" + ".then((x) => exec(x))".repeat(5_000) + ";"),
        inTool("else-if", "if (q) {}" + each(10_000, i -> "else if (q === '" + i + "') exec(q);")),
        inTool("branches", each(10_000, i -> "if (q === '" + i + "') exec(q);\n")),
        inTool(
            "cases", "switch (q) {" + each(10_000, i -> "case '" + i + "': exec(q); break;") + "}"),
        inTool("tests", each(10_000, i -> "if (!/^[a-z]+$/.test(q)) throw new Error();\n")),
        inTool("reassignments", "let x = q;\n" + "x = x + q;\n".repeat(10_000) + "exec(x);"),
        inTool("variables", "const x0 = q;" + each(10_000, i -> alias(i + 1, i)) + "exec(x10000);"),
        inTool("fields", "const o = {};" + each(10_000, i -> "o.f" + i + " = q;") + "exec(o.f7);"),
        inTool("sinks", "exec(q);\n".repeat(10_000)),
        inTool(
            "parameters",
            "const f = ("
                + each(10_000, i -> "p" + i + ",")
                + ") => exec(p9999); f("
                + "q,".repeat(10_000)
                + ");"),
        inTool("arguments", "exec(" + "q,".repeat(50_000) + ");"),
        inTool("items", "exec([" + "q,".repeat(50_000) + "].join());"),
        inTool("tries", nested("try {", "exec(q);", "} catch (e) { exec(e); }", 1_000)));
  }

  private static String alias(int to, int from) {
    return "const x" + to + " = x" + from + ";";
  }

  private static Stream<HostileCase> size() {
    return Stream.of(
        code("script: one line", "src/hostile.js", "a=1;".repeat(240_000)),
        inTool("name", "const " + "a".repeat(900_000) + " = q; exec(q);"),
        inTool("text", "exec('" + "a".repeat(900_000) + "' + q);"),
        inTool("escapes", "exec('" + "\\u0061".repeat(150_000) + "' + q);"),
        inTool("number", "exec(" + "7".repeat(900_000) + " + q);"),
        inTool("hexadecimal", "exec(0x" + "f".repeat(900_000) + "n + q);"),
        inTool("comment", "/*" + "*".repeat(900_000) + "*/ exec(q);"),
        inTool("comments", "// a\n".repeat(180_000) + "exec(q);"),
        inTool("pattern", "/" + "(a*)*".repeat(50_000) + "/.test(q); exec(q);"),
        inTool("lines", "\n".repeat(900_000) + "exec(q);"),
        inTool("blanks", " ".repeat(900_000) + "exec(q);"),
        code(
            "script: tools",
            "src/hostile.ts",
            HEAD
                + each(
                    10_000,
                    i ->
                        "server.tool(\"t%d\", \"d\", { q: z.string() }, ({ q }) => exec(q));\n"
                            .formatted(i))),
        code(
            "script: tools that share",
            "src/hostile.ts",
            HEAD
                + "const run = (q) => exec(q);\n"
                + each(
                    10_000,
                    i -> "server.tool(\"t%d\", \"d\", { q: z.any() }, run);\n".formatted(i))),
        code(
            "script: listed tools",
            "src/hostile.ts",
            HEAD
                + "const tools = ["
                + each(10_000, i -> "{ name: \"t%d\", description: \"d\" },\n".formatted(i))
                + "];\nserver.setRequestHandler(ListToolsRequestSchema, async () => ({ tools }));\n"
                + "server.setRequestHandler(CallToolRequestSchema, async (r) => {\n"
                + "  switch (r.params.name) {\n"
                + each(
                    10_000, i -> "case \"t%d\": return exec(r.params.arguments.q);\n".formatted(i))
                + "}});\n"),
        code(
            "script: schema",
            "src/hostile.ts",
            HEAD
                + "server.tool(\"t\", \"d\", { "
                + each(10_000, i -> "p" + i + ": z.string().optional(), ")
                + "}, async (a) => exec(a.p1));\n"),
        code(
            "script: deep schema",
            "src/hostile.ts",
            HEAD
                + "server.tool(\"t\", \"d\", { p: "
                + nested("z.object({ p: ", "z.string()", " })", 3_000)
                + " }, async (a) => exec(a.p.p));\n"),
        code(
            "script: classes and methods",
            "src/hostile.ts",
            each(
                5_000,
                i ->
                    "export class C%d { m%d(x) { return this.m%d(x); } }\n"
                        .formatted(i, i, i + 1))));
  }

  private static Stream<HostileCase> references() {
    return Stream.of(
        code(
            "script: ring of functions",
            "src/hostile.ts",
            each(10_000, i -> "function f%d(x) { return f%d(x); }\n".formatted(i, (i + 1) % 10_000))
                + tool("exec(f0(q));")),
        code(
            "script: functions that call two",
            "src/hostile.ts",
            each(
                    5_000,
                    i ->
                        "function f%d(x) { return f%d(x) + f%d(x); }\n"
                            .formatted(i, (i + 1) % 5_000, (i * 7 + 3) % 5_000))
                + tool("exec(f0(q));")),
        code(
                "script: ring over files",
                "src/hostile.ts",
                "import { f0 } from './r0.js';\n" + tool("exec(f0(q));"))
            .with(
                100,
                i -> "src/r" + i + ".ts",
                i ->
                    "import { f%d } from './r%d.js';\n"
                            .formatted((i + 1) % 100 * 100, (i + 1) % 100)
                        + each(
                            100,
                            j ->
                                "export function f%d(x) { return f%d(x); }\n"
                                    .formatted(i * 100 + j, (i * 100 + j + 1) % 10_000))),
        HostileCase.named("script: ring of files")
            .with(
                10_000,
                i -> "src/r" + i + ".ts",
                i ->
                    "import { a%d } from './r%d.js';\nexport const a%d = () => a%d();\n"
                        .formatted((i + 1) % 10_000, (i + 1) % 10_000, i, (i + 1) % 10_000)),
        code(
                "script: re-exports of all by all",
                "src/hostile.ts",
                "import { nowhere } from './r0.js';\n" + tool("exec(nowhere(q));"))
            .with(
                100,
                i -> "src/r" + i + ".ts",
                i -> each(100, j -> "export * from './r%d.js';\n".formatted(j))),
        code(
                "script: chain of re-exports",
                "src/hostile.ts",
                "import { run } from './r0.js';\n" + tool("run(q);"))
            .with(
                3_000,
                i -> "src/r" + i + ".ts",
                i -> "export { run } from './r%d.js';\n".formatted((i + 1) % 3_000)),
        code(
            "script: inheritance",
            "src/hostile.ts",
            each(5_000, i -> "class C%d extends C%d {}\n".formatted(i, (i + 1) % 5_000))
                + tool("new C0().run(q); exec(q);")),
        code(
            "script: prototypes",
            "src/hostile.js",
            "function A() {}\n"
                + "function B() {}\n"
                + "A.prototype = B.prototype; B.prototype = A.prototype;\n"
                + "A.__proto__ = B; B.__proto__ = A;\n"
                + "A.prototype.run = B.prototype.run; B.prototype.run = A.prototype.run;\n"
                + "new A().run(1);\n"),
        code(
            "script: aliases in a ring",
            "src/hostile.ts",
            each(5_000, i -> "const a%d = a%d;\n".formatted(i, (i + 1) % 5_000))
                + tool("exec(a0 + q); a0(q);")));
  }

  private static Stream<HostileCase> constants() {
    return Stream.of(
        code(
            "script: constants that double",
            "src/hostile.ts",
            "const a0 = 'aaaaaaaaaa';\n"
                + each(100, i -> "const a%d = a%d + a%d;\n".formatted(i + 1, i, i))
                + tool("exec(a100 + q);")),
        code(
            "script: lists that double",
            "src/hostile.ts",
            "const a0 = ['a'];\n"
                + each(100, i -> "const a%d = [...a%d, ...a%d];\n".formatted(i + 1, i, i))
                + tool("exec(a100.join() + q);")),
        code(
            "script: objects that double",
            "src/hostile.ts",
            "const a0 = { x: 'a' };\n"
                + each(100, i -> "const a%d = { l: a%d, r: a%d };\n".formatted(i + 1, i, i))
                + tool("exec(a100 + q);")),
        code(
            "script: templates that double",
            "src/hostile.ts",
            "const a0 = 'a';\n"
                + each(100, i -> "const a%d = `${a%d}${a%d}`;\n".formatted(i + 1, i, i))
                + tool("exec(a100 + q);")),
        inTool("repetition", "exec('a'.repeat(2000000000) + 'a'.padStart(2e9) + q);"),
        inTool("splitting", "exec('a,'.repeat(1000).split('').join('" + "a".repeat(9999) + "'));"),
        inTool("arithmetic", "exec(9 ** 9 ** 9 ** 9 + (1n << 9999999999n) + q);"));
  }
}
