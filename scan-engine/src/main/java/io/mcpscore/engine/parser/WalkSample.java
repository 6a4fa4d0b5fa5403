package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.Language;
import java.nio.charset.StandardCharsets;

/**
 * Texts whose trees have every kind of subtree: small and large leaves, hidden nodes with fields on
 * and in them, aliases, comments between children, tokens of a scanner, errors, and tokens that are
 * missing. They are short, because every parser process reads them before its first file.
 */
final class WalkSample {

  /** Longer than what a small leaf can be. */
  private static final int LONG = 300;

  private static final String PYTHON =
      """
      @d
      def f(a: int = 1):
        b()  # c
      for i, j in k: pass
      with l as m: x
      if a: b
      else: c
      if (: x
      def ]f(:
      """;

  private static final String SCRIPT =
      """
      class A { x() /* b */ {} }
      for (const [k] of m) if (k) y
      let z = (`a${x}`;
      let w = 1;
      ) f(]
      """;

  private static final String TYPES = "type E = { [K in C]?: D[] } | F<G>;\n";

  private static final String ELEMENT = "h = <p q={r}>s</p>;\n";

  private WalkSample() {}

  /** The sample of a language. */
  static byte[] of(Language language) {
    StringBuilder text = new StringBuilder();
    text.append(language == Language.PYTHON ? "#" : "//").repeat(' ', LONG).append("é\n");
    if (language == Language.TYPESCRIPT || language == Language.TSX) {
      text.append(TYPES);
    }
    if (language == Language.JAVASCRIPT || language == Language.TSX) {
      text.append(ELEMENT);
    }
    text.append(language == Language.PYTHON ? PYTHON : SCRIPT);
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
