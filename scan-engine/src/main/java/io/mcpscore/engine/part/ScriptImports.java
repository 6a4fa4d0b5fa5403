package io.mcpscore.engine.part;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The module specifiers that a script seems to import, read from its text: a guess that errs up.
 */
final class ScriptImports {

  private static final String[] WORDS = {"from", "import", "require"};
  private static final int LONGEST = 300;

  private ScriptImports() {}

  static Set<String> of(String text) {
    Set<String> found = new LinkedHashSet<>();
    for (String word : WORDS) {
      for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        String specifier = quoted(text, at + word.length());
        if (!specifier.isEmpty()) {
          found.add(specifier);
        }
      }
    }
    return found;
  }

  /** The text in quotes that comes next, with nothing but spaces and a bracket before it. */
  private static String quoted(String text, int from) {
    int at = from;
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '(')) {
      at++;
    }
    if (at >= text.length() || "\"'`".indexOf(text.charAt(at)) < 0) {
      return "";
    }
    int end = text.indexOf(text.charAt(at), at + 1);
    return end < 0 || end - at > LONGEST ? "" : text.substring(at + 1, end);
  }
}
