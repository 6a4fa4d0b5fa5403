package io.mcpscore.engine.check.http;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;

/** Functions around and behind nodes. */
public final class Functions {

  private Functions() {}

  /** The innermost function that holds a node, or {@code NONE} at the top of a module. */
  public static int around(SourceModule module, int node) {
    int at = module.tree().parent(node);
    while (at != SyntaxTree.NONE && !module.isFunction(at)) {
      at = module.tree().parent(at);
    }
    return at;
  }

  /** The innermost function that holds a node, the root of the file at the top of a module. */
  public static int scope(SourceModule module, int node) {
    return Math.max(0, around(module, node));
  }

  /** The name that a function is declared or assigned under, or the empty text. */
  public static String name(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    if (function <= 0) {
      return "";
    }
    int own = tree.child(function, "name");
    if (own != SyntaxTree.NONE) {
      return tree.text(own);
    }
    int parent = tree.parent(function);
    return switch (tree.kind(parent)) {
      case "variable_declarator", "public_field_definition" ->
          tree.text(tree.child(parent, "name"));
      case "pair" -> tree.text(tree.child(parent, "key"));
      case "assignment", "assignment_expression" -> tree.text(tree.child(parent, "left"));
      default -> "";
    };
  }
}
