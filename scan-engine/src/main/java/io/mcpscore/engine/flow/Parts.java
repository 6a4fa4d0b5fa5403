package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * Parts of what a function returns: of {@code return { valid: false, error }}, {@code return False,
 * "no"} and {@code return Result(valid=False)}.
 */
final class Parts {

  /** A part that cannot be told. */
  static final int UNKNOWN = -2;

  private Parts() {}

  /**
   * A part of an expression.
   *
   * @param part a name or a position, the empty text for all of it
   * @return {@code NONE} where there is no such part, {@link #UNKNOWN} where nobody can say
   */
  static int of(SyntaxTree tree, int expression, String part) {
    int node = expression == NONE ? NONE : Shapes.unwrap(tree, expression);
    if (part.isEmpty() || node == NONE) {
      return part.isEmpty() ? expression : NONE;
    }
    return switch (tree.kind(node)) {
      case "object", "dictionary" -> named(tree, node, part);
      case "tuple", "expression_list", "array", "list" -> positioned(tree, node, part);
      case "call" -> keyword(tree, node, part);
      case "null", "none" -> NONE;
      default -> UNKNOWN;
    };
  }

  private static int named(SyntaxTree tree, int table, String name) {
    for (int item : tree.namedChildren(table).toArray()) {
      switch (tree.kind(item)) {
        case "pair" -> {
          if (tree.text(tree.child(item, "key")).matches("[\"']?\\Q" + name + "\\E[\"']?")) {
            return tree.child(item, "value");
          }
        }
        case "shorthand_property_identifier" -> {
          if (tree.text(item).equals(name)) {
            return item;
          }
        }
        case "spread_element", "dictionary_splat" -> {
          return UNKNOWN;
        }
        default -> {}
      }
    }
    return NONE;
  }

  private static int positioned(SyntaxTree tree, int list, String position) {
    boolean counted =
        position.matches("\\d{1,2}")
            && tree.namedChildren(list)
                .noneMatch(c -> tree.kind(c).matches(".*(?:spread|splat).*"));
    return counted ? tree.namedChild(list, Integer.parseInt(position)) : UNKNOWN;
  }

  private static int keyword(SyntaxTree tree, int call, String name) {
    for (Shapes.Argument argument : Shapes.arguments(tree, call)) {
      if (name.equals(argument.name())) {
        return argument.node();
      }
    }
    return UNKNOWN;
  }
}
