package io.mcpscore.engine.check;

import io.mcpscore.engine.syntax.SyntaxTree;

/** Members of object literals and of Python dictionaries. */
public final class Members {

  private Members() {}

  /** Value of a member of an {@code object} or {@code dictionary} node, or {@code NONE}. */
  public static int value(SyntaxTree tree, int object, String name) {
    return tree.namedChildren(object)
        .filter(p -> isNamed(tree, p, name))
        .map(p -> tree.is(p, "pair") ? tree.child(p, "value") : p)
        .findFirst()
        .orElse(SyntaxTree.NONE);
  }

  private static boolean isNamed(SyntaxTree tree, int member, String name) {
    return tree.is(member, "pair")
        ? key(tree, member).equals(name)
        : tree.is(member, "shorthand_property_identifier") && tree.text(member).equals(name);
  }

  /** Name of a {@code pair}, without quotes; the empty text for a computed one. */
  public static String key(SyntaxTree tree, int pair) {
    int key = tree.child(pair, "key");
    if (tree.is(key, "property_identifier") || tree.is(key, "identifier")) {
      return tree.text(key);
    }
    return Literals.isString(tree, key) ? Literals.content(tree, key) : "";
  }
}
