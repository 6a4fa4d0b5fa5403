package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;

/** Decodes string literals and the fixed parts of templates. */
public final class StringLiterals {

  private StringLiterals() {}

  /** The value of a {@code string} node. */
  public static String decode(SyntaxTree tree, int string) {
    int from = tree.start(string) + 1;
    int to = Math.max(from, tree.end(string) - 1);
    StringBuilder out = new StringBuilder();
    int at = from;
    for (int c = tree.firstChild(string); c != NONE; c = tree.nextSibling(c)) {
      if (tree.is(c, "escape_sequence")) {
        out.append(tree.source().slice(at, tree.start(c)));
        out.append(unescape(tree.text(c)));
        at = tree.end(c);
      }
    }
    return out.append(tree.source().slice(Math.min(at, to), to)).toString();
  }

  /** The value of one escape sequence, backslash included; malformed ones stand for themselves. */
  static String unescape(String escape) {
    if (escape.length() < 2) {
      return escape;
    }
    return switch (escape.charAt(1)) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case 'b' -> "\b";
      case 'f' -> "\f";
      case 'v' -> "\u000B";
      case '0' -> escape.length() == 2 ? "\0" : octal(escape);
      case '1', '2', '3', '4', '5', '6', '7' -> octal(escape);
      case 'x' -> codePoint(escape, escape.substring(2));
      case 'u' ->
          codePoint(
              escape,
              escape.startsWith("\\u{")
                  ? escape.substring(3, escape.length() - 1)
                  : escape.substring(2));
      case '\n', '\r', '\u2028', '\u2029' -> "";
      default -> escape.substring(1);
    };
  }

  private static String octal(String escape) {
    try {
      return Character.toString(Integer.parseInt(escape.substring(1), 8));
    } catch (NumberFormatException e) {
      return escape;
    }
  }

  private static String codePoint(String escape, String hex) {
    try {
      int value = Integer.parseInt(hex, 16);
      return Character.isValidCodePoint(value) ? Character.toString(value) : escape;
    } catch (NumberFormatException e) {
      return escape;
    }
  }
}
