package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;

/** Names of declared types. */
public final class DeclaredTypes {

  private DeclaredTypes() {}

  /**
   * The name in a type annotation: {@code Foo}, {@code ns.Foo}, {@code Foo<T>}, {@code Foo} of
   * {@code Promise<Foo>}, and the one named type of {@code Foo | null}.
   *
   * @param annotation a {@code type_annotation} node or {@code SyntaxTree.NONE}
   * @return the name's node, or {@code SyntaxTree.NONE} for every other type
   */
  public static int name(SyntaxTree tree, int annotation) {
    int at = tree.is(annotation, "type_annotation") ? tree.namedChild(annotation, 0) : annotation;
    for (int i = 0; at != NONE && i < 8; i++) {
      switch (tree.kind(at)) {
        case "type_identifier", "nested_type_identifier" -> {
          return at;
        }
        case "generic_type" -> {
          boolean promise = tree.text(tree.child(at, "name")).equals("Promise");
          at =
              promise
                  ? tree.namedChild(tree.child(at, "type_arguments"), 0)
                  : tree.child(at, "name");
        }
        case "parenthesized_type", "readonly_type" -> at = tree.namedChild(at, 0);
        case "union_type" -> {
          int union = at;
          at =
              tree.namedChildren(union)
                  .filter(c -> !tree.is(c, "literal_type") && !tree.is(c, "predefined_type"))
                  .findFirst()
                  .orElse(NONE);
        }
        default -> {
          return NONE;
        }
      }
    }
    return NONE;
  }
}
