package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;

/** Conditions with an outcome that only nothing has: {@code !x}, {@code x is None}. */
final class Emptiness {

  private static final int DEEPEST = 6;

  private Emptiness() {}

  /** The variable that holds nothing when a condition has this outcome, or {@code NONE}. */
  static int of(SyntaxTree tree, int condition, boolean outcome) {
    return of(tree, condition, outcome, DEEPEST);
  }

  private static int of(SyntaxTree tree, int condition, boolean outcome, int depth) {
    int node = Shapes.unwrap(tree, condition);
    if (node == NONE || depth == 0) {
      return NONE;
    }
    String operator = tree.text(tree.child(node, "operator"));
    boolean not = tree.is(node, "not_operator") || operator.equals("!");
    if (not) {
      return of(tree, tree.child(node, "argument"), !outcome, depth - 1);
    }
    if (outcome ? operator.matches("\\|\\||or") : operator.matches("&&|and")) {
      int left = of(tree, tree.child(node, "left"), outcome, depth - 1);
      int right = of(tree, tree.child(node, "right"), outcome, depth - 1);
      boolean same = left != NONE && right != NONE && tree.text(left).equals(tree.text(right));
      return same ? left : NONE;
    }
    int tested =
        tree.is(node, "identifier") && !outcome ? node : compared(tree, node, outcome, true);
    return tested != NONE && tree.is(tested, "identifier") ? tested : NONE;
  }

  /** What a condition with this outcome says is not there, or {@code NONE}. */
  static int absent(SyntaxTree tree, int condition, boolean outcome) {
    return compared(tree, Shapes.unwrap(tree, condition), outcome, false);
  }

  /**
   * The left side of a comparison that says that it is nothing.
   *
   * @param texts whether an empty text is nothing as well
   */
  private static int compared(SyntaxTree tree, int node, boolean outcome, boolean texts) {
    int left = tree.namedChild(node, 0);
    int right = tree.namedChild(node, 1);
    boolean compared = tree.is(node, "comparison_operator") || tree.is(node, "binary_expression");
    if (!compared || tree.namedChild(node, 2) != NONE || right == NONE) {
      return NONE;
    }
    String operator = tree.source().slice(tree.end(left), tree.start(right)).strip();
    boolean not = operator.matches("is\\s+not|!==?");
    String value = tree.text(right);
    boolean nothing =
        value.matches("None|null|undefined")
            || (texts && (value.equals("\"\"") || value.equals("''")));
    return nothing && (not ? !outcome : outcome && operator.matches("is|===?")) ? left : NONE;
  }
}
