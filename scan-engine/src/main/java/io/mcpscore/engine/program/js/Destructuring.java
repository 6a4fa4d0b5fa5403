package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/**
 * What a destructured variable was taken from.
 *
 * @param value the expression that is taken apart
 * @param path members from it to the variable
 */
public record Destructuring(int value, List<String> path) {

  /** The origin of a name declared by {@code const {a: {b}} = value}, or null for other names. */
  public static Destructuring of(SyntaxTree tree, int name) {
    int at = name == NONE ? NONE : tree.parent(name);
    while (at != NONE && tree.kind(at).endsWith("_pattern")) {
      at = tree.parent(at);
    }
    if (!tree.is(at, "variable_declarator") || tree.child(at, "value") == NONE) {
      return null;
    }
    int pattern = tree.child(at, "name");
    if (pattern == name) {
      return null;
    }
    int value = tree.child(at, "value");
    return Patterns.leaves(tree, pattern).stream()
        .filter(l -> l.node() == name)
        .findFirst()
        .map(l -> new Destructuring(value, l.path()))
        .orElse(null);
  }
}
