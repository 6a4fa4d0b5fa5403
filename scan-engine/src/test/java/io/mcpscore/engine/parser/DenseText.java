package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import java.nio.charset.StandardCharsets;

/** Texts with much of the grammar in few lines. */
final class DenseText {

  private static final String PYTHON =
      """
      # é
      @d(a=1)
      async def f(a: int = 1, *b, **c) -> str:
          \"""%s\"""
          return f"{a!r:>{b}}\\n" + g(a)[0]  # after
      match x:
          case {"k": [y, *_]} if y: print(y, # in between
              )
      for i, j in k: pass
      with l as (m, n): x.y: int = 1
      a = [i for i in b if i]
      if (: x
      def ]f(:
      """;

  private static final String SCRIPT =
      """
      // é
      import a, { b as c } from 'd'
      export async function* f({a, b = 1}, ...c) { return `é${a}\\n` + (await g?.(b))[0] }
      class A extends B { static #x = 1; get y() /* in between */ { return /%s/g } }
      for (const [k, v] of m) if (k) { continue } else v = { k, async [v]() {} }
      label: do { x++ } while (x);
      let z = (x;
      let w = 1;
      ) f(]
      """;

  private static final String TYPES =
      """
      interface A<T> extends B { readonly k?: string; (x: T): asserts x is T }
      abstract class C implements A<D[]> { constructor(private x: number | null) { super(x!) } }
      type E = { [K in keyof C]-?: C[K] } | `a${string}`; enum F { G = 1 }
      """;

  private DenseText() {}

  /** The text of a language. */
  static byte[] of(Language language) {
    // Lengths of small leaves have one byte.
    String text = (language == Language.PYTHON ? PYTHON : SCRIPT).formatted("long ".repeat(60));
    String more =
        switch (language) {
          case PYTHON -> "";
          case JAVASCRIPT -> "h = <p q={r}>s &amp; {...t}</p>\n";
          case TYPESCRIPT -> TYPES + "u = <V>w\n";
          case TSX -> TYPES + "h = <p q={r}>s &amp; {...t}</p>\n";
        };
    return (more + text).getBytes(StandardCharsets.UTF_8);
  }
}
