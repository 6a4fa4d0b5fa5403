package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;

/** Tests that something is not there. */
final class Negations {

  private static final int LONGEST = 120;

  private Negations() {}

  /** The {@code x} of {@code !x}, {@code not x} and {@code x is None}, or {@code NONE}. */
  static int of(SyntaxTree tree, int condition) {
    if (condition == NONE) {
      return NONE;
    }
    return switch (tree.kind(condition)) {
      case "unary_expression" ->
          tree.text(tree.child(condition, "operator")).equals("!")
              ? tree.child(condition, "argument")
              : NONE;
      case "not_operator" -> tree.child(condition, "argument");
      case "comparison_operator" -> {
        String text =
            tree.end(condition) - tree.start(condition) < LONGEST ? tree.text(condition) : "";
        yield text.endsWith(" is None") ? tree.namedChild(condition, 0) : NONE;
      }
      case "binary_expression" -> {
        String operator = tree.text(tree.child(condition, "operator"));
        String right = tree.text(tree.child(condition, "right"));
        boolean none = right.equals("undefined") || right.equals("null") || right.equals("\"\"");
        yield none && operator.startsWith("==") ? tree.child(condition, "left") : NONE;
      }
      default -> NONE;
    };
  }
}
