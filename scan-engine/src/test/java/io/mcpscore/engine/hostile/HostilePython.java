package io.mcpscore.engine.hostile;

import static io.mcpscore.engine.hostile.HostileCase.code;
import static io.mcpscore.engine.hostile.HostileCase.each;
import static io.mcpscore.engine.hostile.HostileCase.nested;

import java.util.stream.Stream;

/** Python that is made to break a scan. */
final class HostilePython {

  private static final String HEAD =
      "import os\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP('hostile')\n";

  private HostilePython() {}

  static Stream<HostileCase> cases() {
    return Stream.of(nesting(), chains(), size(), references(), constants()).flatMap(s -> s);
  }

  private static String tool(String body) {
    return HEAD
        + "@mcp.tool()\ndef hostile(q: str):\n"
        + body.lines().map(l -> "  " + l + "\n").reduce("", String::concat);
  }

  private static HostileCase inTool(String name, String body) {
    return code(
        "python: " + name,
        "src/hostile.py",
        body.lines().count() > 100
            ? HEAD + "@mcp.tool()\ndef hostile(q: str):\n  " + body.replace("\n", "\n  ") + "\n"
            : tool(body));
  }

  private static Stream<HostileCase> nesting() {
    return Stream.of(
        code("python: open texts", "src/hostile.py", "f'{".repeat(300_000)),
        code("python: open brackets", "src/hostile.py", "[".repeat(900_000)),
        code("python: quote runs", "src/hostile.py", "\"".repeat(100_000)),
        inTool("parentheses", "os.system(" + nested("(", "q", ")", 20_000) + ")"),
        inTool("lists", "os.system(" + nested("[", "q", "]", 20_000) + ")"),
        inTool("dictionaries", "os.system(" + nested("{'a':", "q", "}", 20_000) + ")"),
        inTool("calls", "os.system(" + nested("f(", "q", ")", 20_000) + ")"),
        inTool("texts", "os.system(" + nested("f\"{", "q", "}\"", 2_000) + ")"),
        inTool("negations", "os.system(" + "not ".repeat(20_000) + "q)"),
        inTool("lambdas", "(" + "lambda: ".repeat(10_000) + "os.system(q))()"),
        inTool("conditions", "os.system(" + nested("q if q else (", "q", ")", 10_000) + ")"),
        inTool("comprehensions", "os.system(" + nested("[x for x in ", "q", "]", 5_000) + ")"),
        inTool(
            "indents",
            each(600, i -> " ".repeat(i) + "if q:\n") + " ".repeat(600) + "os.system(q)"),
        inTool(
            "functions",
            each(600, i -> " ".repeat(i) + "def f" + i + "():\n")
                + " ".repeat(600)
                + "os.system(q)"),
        inTool(
            "classes",
            each(600, i -> " ".repeat(i) + "class C" + i + ":\n")
                + " ".repeat(600)
                + "os.system(q)"),
        code(
            "python: decorators",
            "src/hostile.py",
            HEAD + "@mcp.tool()\n".repeat(20_000) + "def t(q: str):\n  os.system(q)\n"),
        code(
            "python: types",
            "src/hostile.py",
            HEAD
                + "@mcp.tool()\ndef t(q: "
                + nested("list[", "str", "]", 5_000)
                + "):\n  os.system(q)\n"));
  }

  private static Stream<HostileCase> chains() {
    return Stream.of(
        inTool("concatenation", "os.system(" + "'a' + ".repeat(50_000) + "q)"),
        inTool("implicit concatenation", "os.system(" + "'a' ".repeat(50_000) + ")"),
        inTool("additions", "os.system(" + "q + ".repeat(50_000) + "q)"),
        inTool("formatting", "os.system(" + "'%s' % ".repeat(50_000) + "q)"),
        inTool("members", "os.system(q" + ".a".repeat(50_000) + ")"),
        inTool("method calls", "os.system(q" + ".strip()".repeat(20_000) + ")"),
        inTool("subscripts", "os.system(q" + "[0]".repeat(50_000) + ")"),
        inTool("alternatives", "os.system(" + "q or ".repeat(50_000) + "q)"),
        inTool("comparisons", "os.system(" + "q < ".repeat(50_000) + "q)"),
        inTool(
            "elif",
            "if q:\n pass\n" + each(10_000, i -> "elif q == '" + i + "':\n os.system(q)\n")),
        inTool("branches", each(10_000, i -> "if q == '" + i + "': os.system(q)\n")),
        inTool("cases", "match q:\n" + each(10_000, i -> " case '" + i + "': os.system(q)\n")),
        inTool("tests", "if not q.isalnum(): raise ValueError()\n".repeat(10_000) + "os.system(q)"),
        inTool("reassignments", "x = q\n" + "x = x + q\n".repeat(10_000) + "os.system(x)"),
        inTool("variables", "x0 = q\n" + each(10_000, i -> alias(i + 1, i)) + "os.system(x10000)"),
        inTool(
            "items",
            "o = {}\n" + each(10_000, i -> "o['f" + i + "'] = q\n") + "os.system(o['f7'])"),
        inTool("sinks", "os.system(q)\n".repeat(10_000)),
        code(
            "python: parameters",
            "src/hostile.py",
            HEAD
                + "@mcp.tool()\ndef t("
                + each(10_000, i -> "p" + i + ": str = '',")
                + "):\n  os.system(p9999)\n"),
        inTool("arguments", "os.system(" + "q,".repeat(50_000) + ")"),
        inTool("targets", "x = ".repeat(20_000) + "q\nos.system(x)"),
        inTool("deletions", "x = q\n" + "del x\nx = q\n".repeat(5_000) + "os.system(x)"));
  }

  private static String alias(int to, int from) {
    return "x" + to + " = x" + from + "\n";
  }

  private static Stream<HostileCase> size() {
    return Stream.of(
        code("python: one line", "src/hostile.py", "a=1;".repeat(240_000)),
        inTool("name", "a".repeat(900_000) + " = q; os.system(q)"),
        inTool("text", "os.system('" + "a".repeat(900_000) + "' + q)"),
        inTool("escapes", "os.system('" + "\\x61".repeat(200_000) + "' + q)"),
        inTool("number", "os.system(" + "7".repeat(900_000) + " + q)"),
        inTool("hexadecimal", "os.system(0x" + "f".repeat(900_000) + " + q)"),
        inTool("comments", "#\n".repeat(300_000) + "os.system(q)"),
        inTool("backslashes", "os.system(" + "\\\n".repeat(200_000) + "q)"),
        code(
            "python: tools",
            "src/hostile.py",
            HEAD
                + each(
                    10_000,
                    i ->
                        "@mcp.tool()\ndef t%d(q: str):\n  \"\"\"d\"\"\"\n  os.system(q)\n"
                            .formatted(i))),
        code(
            "python: tools that share",
            "src/hostile.py",
            HEAD
                + "def run(q):\n  os.system(q)\n"
                + each(10_000, i -> "@mcp.tool()\ndef t%d(q: str):\n  run(q)\n".formatted(i))),
        code(
            "python: classes and methods",
            "src/hostile.py",
            each(
                5_000,
                i ->
                    "class C%d:\n  def m%d(self, x):\n    return self.m%d(x)\n"
                        .formatted(i, i, i + 1))));
  }

  private static Stream<HostileCase> references() {
    return Stream.of(
        code(
            "python: ring of functions",
            "src/hostile.py",
            each(10_000, i -> "def f%d(x): return f%d(x)\n".formatted(i, (i + 1) % 10_000))
                + tool("os.system(f0(q))")),
        code(
            "python: functions that call two",
            "src/hostile.py",
            each(
                    5_000,
                    i ->
                        "def f%d(x): return f%d(x) + f%d(x)\n"
                            .formatted(i, (i + 1) % 5_000, (i * 7 + 3) % 5_000))
                + tool("os.system(f0(q))")),
        code(
                "python: ring over files",
                "src/hostile.py",
                "from .r0 import f0\n" + tool("os.system(f0(q))"))
            .with(
                100,
                i -> "src/r" + i + ".py",
                i ->
                    "from .r%d import f%d\n".formatted((i + 1) % 100, (i + 1) % 100 * 100)
                        + each(
                            100,
                            j ->
                                "def f%d(x): return f%d(x)\n"
                                    .formatted(i * 100 + j, (i * 100 + j + 1) % 10_000))),
        HostileCase.named("python: ring of files")
            .with(
                10_000,
                i -> "src/r" + i + ".py",
                i ->
                    "from .r%d import a%d\ndef a%d(): return a%d()\n"
                        .formatted((i + 1) % 10_000, (i + 1) % 10_000, i, (i + 1) % 10_000)),
        code(
                "python: star imports of all by all",
                "src/hostile.py",
                "from .r0 import *\n" + tool("os.system(nowhere(q))"))
            .with(
                100,
                i -> "src/r" + i + ".py",
                i -> each(100, j -> "from .r%d import *\n".formatted(j))),
        code(
            "python: inheritance",
            "src/hostile.py",
            each(5_000, i -> "class C%d(C%d): pass\n".formatted(i, (i + 1) % 5_000))
                + tool("C0().run(q); os.system(q)")),
        code(
            "python: aliases in a ring",
            "src/hostile.py",
            each(5_000, i -> "a%d = a%d\n".formatted(i, (i + 1) % 5_000))
                + tool("os.system(a0 + q); a0(q)")));
  }

  private static Stream<HostileCase> constants() {
    return Stream.of(
        code(
            "python: constants that double",
            "src/hostile.py",
            "a0 = 'aaaaaaaaaa'\n"
                + each(100, i -> "a%d = a%d + a%d\n".formatted(i + 1, i, i))
                + tool("os.system(a100 + q)")),
        code(
            "python: lists that double",
            "src/hostile.py",
            "a0 = ['a']\n"
                + each(100, i -> "a%d = [*a%d, *a%d]\n".formatted(i + 1, i, i))
                + tool("os.system(''.join(a100) + q)")),
        code(
            "python: objects that double",
            "src/hostile.py",
            "a0 = {'a': 'b'}\n"
                + each(100, i -> "a%d = {'l': a%d, 'r': a%d}\n".formatted(i + 1, i, i))
                + tool("os.system(a100['l'] + q)")),
        inTool("repetition", "os.system('a' * 2000000000 + '%2000000000d' % 1 + q)"),
        inTool("padding", "os.system('{:2000000000}'.format(1) + 'a'.ljust(2000000000) + q)"),
        inTool("arithmetic", "os.system(9 ** 9 ** 9 ** 9 + (1 << 9999999999) + q)"));
  }
}
