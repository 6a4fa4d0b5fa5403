package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** The parameters of a function. */
public final class Parameters {

  private Parameters() {}

  /** The parameter nodes in order, a TypeScript {@code this} parameter not counted. */
  public static List<Integer> nodes(SyntaxTree tree, int function) {
    int single = tree.child(function, "parameter");
    if (single != NONE) {
      return List.of(single);
    }
    return tree.namedChildren(tree.child(function, "parameters"))
        .filter(p -> !tree.is(tree.child(p, "pattern"), "this"))
        .boxed()
        .toList();
  }

  /**
   * The binding patterns of the parameters in order, with JavaScript defaults still around them.
   */
  static List<Integer> patterns(SyntaxTree tree, int function) {
    return nodes(tree, function).stream()
        .map(p -> tree.child(p, "pattern") == NONE ? p : tree.child(p, "pattern"))
        .toList();
  }

  /** The type that a parameter is declared with, or {@code SyntaxTree.NONE}. */
  public static int type(SyntaxTree tree, int function, int index) {
    List<Integer> nodes = nodes(tree, function);
    return index < nodes.size() ? tree.child(nodes.get(index), "type") : NONE;
  }
}
