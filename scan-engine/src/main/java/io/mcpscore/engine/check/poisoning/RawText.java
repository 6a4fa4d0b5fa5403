package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.syntax.SyntaxTree;

/** Texts with computed parts, and the places of parts of texts in the source. */
final class RawText {

  private static final String UNKNOWN = "*";

  /** Letters that are looked for when a whole part is not found, as computed ones stand in it. */
  private static final int BEGINNING = 24;

  private RawText() {}

  /** The text of a literal; computed parts become {@code *}, escapes of line breaks are decoded. */
  static String withGaps(SyntaxTree tree, int literal) {
    StringBuilder out = new StringBuilder();
    for (int part : parts(tree, literal)) {
      int at = Literals.contentStart(tree, part);
      int end = Literals.contentEnd(tree, part);
      for (int c = tree.firstChild(part); c != SyntaxTree.NONE; c = tree.nextSibling(c)) {
        if (tree.is(c, "template_substitution") || tree.is(c, "interpolation")) {
          out.append(tree.source().slice(at, tree.start(c))).append(UNKNOWN);
          at = tree.end(c);
        }
      }
      out.append(tree.source().slice(Math.min(at, end), end));
    }
    return out.toString().replace("\\n", "\n").replace("\\t", " ").replace("\\\"", "\"");
  }

  private static int[] parts(SyntaxTree tree, int literal) {
    return tree.is(literal, "concatenated_string")
        ? tree.namedChildren(literal).toArray()
        : new int[] {literal};
  }

  /**
   * Where a part of a text is written: its letters are looked for among those of the source, so
   * that escapes, indentation and concatenations do not matter.
   *
   * @return first and last byte {@code [from, to)}, or those of the whole node
   */
  static int[] place(SyntaxTree tree, int node, String part) {
    int start = tree.start(node);
    int end = tree.end(node);
    byte[] source = tree.source().bytes();
    int[] offsets = new int[end - start];
    StringBuilder letters = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = (char) (source[i] & 0xFF);
      if (c == '\\' && i + 1 < end) {
        i++;
      } else if (isLetter(c) && !isPrefix(source, i, start, end)) {
        offsets[letters.length()] = i;
        letters.append(c);
      }
    }
    String wanted = letters(part);
    int at = wanted.isEmpty() ? -1 : letters.indexOf(wanted);
    int length = wanted.length();
    if (at < 0 && length > BEGINNING) {
      length = BEGINNING;
      at = letters.indexOf(wanted.substring(0, length));
    }
    return at < 0
        ? new int[] {start, end}
        : new int[] {offsets[at], Math.min(end, offsets[at + length - 1] + 1)};
  }

  private static String letters(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.chars().filter(c -> isLetter((char) c)).forEach(c -> out.append((char) c));
    return out.toString();
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The {@code f} of {@code f"…"} between two parts of a text. */
  private static boolean isPrefix(byte[] source, int at, int start, int end) {
    boolean before = at == start || !isLetter((char) (source[at - 1] & 0xFF));
    boolean quote = at + 1 < end && (source[at + 1] == '"' || source[at + 1] == '\'');
    return before && quote && "fFrRbBuU".indexOf(source[at]) >= 0;
  }
}
