package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;

/** Members of object literals that are written out. */
public final class ObjectLiterals {

  private ObjectLiterals() {}

  /**
   * What an object literal holds under a name: the value of a pair, a shorthand identifier or a
   * method; of several the last.
   *
   * @return the node, or {@code SyntaxTree.NONE}; spread objects are not looked into
   */
  public static int value(SyntaxTree tree, int object, String name) {
    int found = NONE;
    for (int c = tree.firstChild(object); c != NONE; c = tree.nextSibling(c)) {
      if (tree.isNamed(c)
          && !tree.is(c, "spread_element")
          && name.equals(ScriptSyntax.memberName(tree, c))) {
        found = tree.is(c, "pair") ? tree.child(c, "value") : c;
      }
    }
    return found;
  }
}
