package io.mcpscore.engine.program.js;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptConstantTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      textBlock =
          """
          probe("a\\n\\x41\\u{1F600}\\'")               → "a\\nA😀'"
          probe('a\\u0042')                            → "aB"
          probe("a" + 'b' + `c`)                       → "abc"
          const n = "x"; probe(`a${n}b${1 + 1}\\t`)    → "axb2\\t"
          probe(`a${f()}`)                             →
          probe(1_000 * 0x10)                          → 16000
          probe(-1.5)                                  → -1.5
          probe(!0 || true)                            →
          probe(null)                                  → null
          probe([1, "a", [true]])                      → [1,"a",[true]]
          probe({a: 1, "b-c": {d: [2]}, [`e`]: 3})     → {"a":1,"b-c":{"d":[2]},"e":3}
          const a = 1; probe({a})                      → {"a":1}
          const b = {x: 1, y: 1}; probe({...b, y: 2})  → {"x":1,"y":2}
          const b = [1]; probe([...b, 2])              → [1,2]
          probe({a: f(), b: 2})                        → {"a":null,"b":2}
          probe(["a", "b"].join("\\n"))                → "a\\nb"
          probe("  a ".trim())                         → "a"
          probe("A".toLowerCase() as const)            → "a"
          probe(({a: 1}) satisfies object)             → {"a":1}
          probe(Object.freeze({a: 1}))                 → {"a":1}
          enum E {A = "x"}; probe(E.A)                 → "x"
          const o = {a: {b: "z"}}; probe(o.a.b)        → "z"
          const b = {b: "z"}; const o = {...b}; probe(o.b) → "z"
          probe(dedent`  a`)                           → "a"
          let x = 1; x = 2; probe(x)                   →
          const a = a + 1; probe(a)                    →
          probe(process.env.X)                         →
          """)
  void expressionFoldsToItsValue(String code, String expected) {
    ScriptFixture repository = ScriptFixture.of("a.ts", code);

    String actual = repository.constant("a.ts").toString();

    assertEquals(expected == null ? "" : expected, actual);
  }

  @Test
  void importedConstantsAreFolded() {
    ScriptFixture repository =
        ScriptFixture.of(
            "a.ts",
            """
            import {NAME, T} from "./b.js";
            import pkg, {version} from "./package.json";
            probe([NAME, T.LIST, pkg.name, version])
            """,
            "b.ts",
            "export const NAME = 'n'; export enum T {LIST = `list`}",
            "package.json",
            "{\"name\": \"p\", \"version\": \"1\"}");

    assertEquals("[\"n\",\"list\",\"p\",\"1\"]", repository.constant("a.ts").toString());
  }

  @Test
  void longChainsOfConcatenationAreFolded() {
    ScriptFixture repository = ScriptFixture.of("a.ts", "probe(" + "'a' + ".repeat(3_000) + "'b')");

    assertEquals(3_001, repository.constant("a.ts").textValue().length());
  }

  @Test
  void towersOfConstantsEnd() {
    StringBuilder code = new StringBuilder("const a0 = 'xx';");
    for (int i = 1; i < 60; i++) {
      code.append("const a%d = a%d + a%d;".formatted(i, i - 1, i - 1));
    }
    ScriptFixture repository = ScriptFixture.of("a.ts", code + "probe(a40)");

    assertTrue(repository.constant("a.ts").isMissingNode());
  }

  @Test
  void deepLiteralsEnd() {
    ScriptFixture repository =
        ScriptFixture.of("a.js", "probe(" + "[".repeat(50_000) + "]".repeat(50_000) + ")");

    assertTrue(repository.constant("a.js").isArray());
  }
}
