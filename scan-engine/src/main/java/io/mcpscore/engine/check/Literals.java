package io.mcpscore.engine.check;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.stream.IntStream;

/** String literals as they are written: escapes stay as they are. */
public final class Literals {

  private Literals() {}

  /** Every string literal of a file, in order; a template with gaps is one. */
  public static IntStream in(SyntaxTree tree) {
    return tree.ofKinds("string", "template_string");
  }

  /** Whether a node is a string literal or template. */
  public static boolean isString(SyntaxTree tree, int node) {
    return node >= 0
        && switch (tree.kind(node)) {
          // The keyword "string" of TypeScript types is an anonymous node of the same kind.
          case "string" -> tree.isNamed(node);
          case "template_string" -> true;
          default -> false;
        };
  }

  /** Whether a string literal has parts that are computed. */
  public static boolean hasGaps(SyntaxTree tree, int string) {
    for (int c = tree.firstChild(string); c != SyntaxTree.NONE; c = tree.nextSibling(c)) {
      if (tree.is(c, "template_substitution") || tree.is(c, "interpolation")) {
        return true;
      }
    }
    return false;
  }

  /** First byte after the opening quote. */
  public static int contentStart(SyntaxTree tree, int string) {
    int first = tree.firstChild(string);
    return first == SyntaxTree.NONE ? tree.start(string) + 1 : tree.end(first);
  }

  /** First byte of the closing quote. */
  public static int contentEnd(SyntaxTree tree, int string) {
    int last = SyntaxTree.NONE;
    for (int c = tree.firstChild(string); c != SyntaxTree.NONE; c = tree.nextSibling(c)) {
      last = c;
    }
    int end = last == SyntaxTree.NONE ? tree.end(string) - 1 : tree.start(last);
    return Math.max(end, contentStart(tree, string));
  }

  /** The text between the quotes, gaps included as they are written. */
  public static String content(SyntaxTree tree, int string) {
    return tree.source().slice(contentStart(tree, string), contentEnd(tree, string));
  }

  /** Whether a literal is a statement of its own, such as a documentation string. */
  public static boolean isStatement(SyntaxTree tree, int string) {
    return tree.is(tree.parent(string), "expression_statement");
  }
}
