package io.mcpscore.engine.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that functions of the repository make, and the ways in which they tell what came out. */
class OutcomeFlowTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const r = judged(args.cmd); if (!r.valid) return; exec(args.cmd);",
        "const { valid, error } = judged(args.cmd); if (!valid) return error; exec(args.cmd);",
        "const { error } = judged(args.cmd); if (error) throw new Error(error); exec(args.cmd);",
        "const [ok] = told(args.cmd); if (!ok) return; exec(args.cmd);",
        "const p = problem(args.cmd); if (p) return p; exec(args.cmd);",
        "if (problem(args.cmd) !== null) return; exec(args.cmd);",
        "let p = problem(args.other); if (p) return p; p = problem(args.cmd); if (p) return p;"
            + " exec(args.cmd);",
        "const p = chosen(args.cmd); if (p) return p; exec(args.cmd);",
        "demand(args.cmd, within); exec(args.cmd);",
        "demand(args.cmd, (x) => x.startsWith('/a/')); exec(args.cmd);",
        "require('cmd', args.cmd, within); exec(args.cmd);",
        "for (const { a } of [{ a: 'ls', b: args.cmd }]) exec(a);",
      })
  void countsInScripts(String body) {
    assertEquals(List.of(), script(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const r = judged(args.cmd); if (r.valid) return; exec(args.cmd);",
        "const r = judged(args.other); if (!r.valid) return; exec(args.cmd);",
        "const { error } = judged(args.cmd); if (!error) return; exec(args.cmd);",
        "const p = problem(args.cmd); if (!p) return; exec(args.cmd);",
        "let p = problem(args.cmd); p = problem('ls'); if (p) return p; exec(args.cmd);",
        "let p = problem(args.cmd); if (args.other) { p = null; } if (p) return; exec(args.cmd);",
        "demand(args.cmd, any); exec(args.cmd);",
        "demand(args.other, within); exec(args.cmd);",
        "for (const { b } of [{ a: 'ls', b: args.cmd }]) exec(b);",
      })
  void otherOutcomesSayNothingInScripts(String body) {
    assertEquals(List.of("t"), script(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok, error = told(cmd)\n  if not ok:\n    return error\n  os.system(cmd)",
        "result = judged(cmd)\n  if not result.valid: return\n  os.system(cmd)",
        "result = listed(cmd)\n  if not result['valid']: return\n  os.system(cmd)",
        "if problem(cmd) is not None: return\n  os.system(cmd)",
        "error = problem(other)\n  if error: return\n  error = problem(cmd)\n  if error: return\n"
            + "  os.system(cmd)",
        "demand('cmd', cmd, Tests.within, 'no')\n  os.system(cmd)",
        "demand('cmd', cmd, lambda x: Tests.within(x), 'no')\n  os.system(cmd)",
        "if cmd is None: os.system(cmd)",
        "if not empty(cmd): return\n  os.system(cmd)",
      })
  void countsInPython(String body) {
    assertEquals(List.of(), python(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ok, error = told(cmd)\n  if ok: return\n  os.system(cmd)",
        "ok, error = told(cmd)\n  ok, error = told(other)\n  if not ok: return\n  os.system(cmd)",
        "result = judged(other)\n  if not result.valid: return\n  os.system(cmd)",
        "demand('cmd', cmd, Tests.anything, 'no')\n  os.system(cmd)",
        "demand('other', other, Tests.within, 'no')\n  os.system(cmd)",
        "if problem(cmd) is None: return\n  os.system(cmd)",
        "if not given(cmd): return\n  os.system(cmd)",
      })
  void otherOutcomesSayNothingInPython(String body) {
    assertEquals(List.of("t"), python(body));
  }

  private static List<String> script(String body) {
    String helpers =
        """
        const within = (x: string): boolean => x.startsWith("/a/");
        const any = (x: string): boolean => x.length > 0;
        function problem(x: string): string | null {
          if (!x) return "nothing";
          if (!x.startsWith("/a/")) return `not within: ${x}`;
          return null;
        }
        const chosen = (x: string) => (x.startsWith("/a/") ? null : "no");
        function judged(x: string) {
          if (!x.startsWith("/a/")) return { valid: false, error: "not within" };
          return { valid: true };
        }
        function told(x: string) { return [x.startsWith("/a/"), "no"]; }
        function demand(x: string, test: (x: string) => boolean) {
          if (!test(x)) throw new Error("no");
        }
        function require(name: string, x: string | null, test: (x: string) => boolean) {
          if (x === null) return;
          demand(x, test);
        }
        server.registerTool("t", {
          inputSchema: { cmd: z.string(), other: z.string() },
        }, async (args) => {
        """;
    return FlowRepository.script(helpers + body + "\n});\n").commands().stream()
        .map(f -> f.tool())
        .toList();
  }

  private static List<String> python(String body) {
    String helpers =
        """
        class Invalid(Exception): pass
        class Result:
            def __init__(self, valid, error=None):
                self.valid = valid
                self.error = error
        class Tests:
            @staticmethod
            def within(x):
                if not x.startswith("/a/"): raise Invalid(x)
                return True
            @staticmethod
            def anything(x):
                return True
            @staticmethod
            def demand(x, test):
                if x is None: return True
                try:
                    return test(x)
                except Invalid as e:
                    raise Invalid("no") from e
        def demand(name, x, test, text):
            try:
                Tests.demand(x, test)
            except Invalid as e:
                raise ValueError(text)
        def told(x):
            if not x.startswith("/a/"):
                return False, f"not within: {x}"
            return True, None
        def judged(x):
            if not x.startswith("/a/"):
                return Result(valid=False, error="no")
            return Result(valid=True)
        def listed(x):
            if not x.startswith("/a/"):
                return {"valid": False, "error": "no"}
            return {"valid": True}
        def problem(x):
            if not x.startswith("/a/"):
                return "no"
            return None
        def empty(x):
            if x is None: return True
            return x.startswith("/a/")
        def given(x):
            x = "/a/b"
            return x.startswith("/b/") or True
        @mcp.tool
        def t(cmd: str, other: str):
        """;
    return FlowRepository.python(helpers + "  " + body + "\n").commands().stream()
        .map(f -> f.tool())
        .toList();
  }
}
