package io.mcpscore.engine.check;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The expressions that a variable is given, also one that is assigned several times. */
public final class GivenValues {

  private static final int MOST_NODES = 50_000;
  private static final int MOST_VALUES = 40;
  private static final Set<String> ADDING = Set.of("append", "push", "add", "insert", "unshift");

  private GivenValues() {}

  /**
   * Everything that a name is given in its function: values, summands of {@code +=}, items that are
   * appended; in the order of the text.
   *
   * @param identifier a node of kind {@code identifier}
   */
  public static List<Integer> of(SourceModule module, int identifier) {
    Binding binding = module.binding(identifier).orElse(null);
    if (binding instanceof Binding.Variable v) {
      return v.value() != SyntaxTree.NONE && !isList(module.tree(), v.value())
          ? List.of(v.value())
          : assigned(module, binding, v.declaration());
    }
    return binding instanceof Binding.Parameter p
        ? assigned(module, binding, p.function())
        : List.of();
  }

  private static boolean isList(SyntaxTree tree, int node) {
    return tree.is(node, "array") || tree.is(node, "list");
  }

  private static List<Integer> assigned(SourceModule module, Binding binding, int declaration) {
    SyntaxTree tree = module.tree();
    int scope = scope(module, declaration);
    int end = Math.min(tree.subtreeEnd(scope), scope + MOST_NODES);
    List<Integer> out = new ArrayList<>();
    for (int n = scope; n < end && out.size() < MOST_VALUES; n++) {
      int target = target(tree, n);
      if (tree.is(target, "identifier") && binding.equals(module.binding(target).orElse(null))) {
        int value = value(tree, n);
        if (value != SyntaxTree.NONE) {
          out.add(value);
        }
      }
    }
    return out;
  }

  /** The function around a declaration, or the whole module. */
  private static int scope(SourceModule module, int declaration) {
    int at = declaration;
    while (at > 0 && !module.isFunction(at)) {
      at = module.tree().parent(at);
    }
    return Math.max(at, 0);
  }

  private static int target(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "variable_declarator" -> tree.child(node, "name");
      case "assignment_expression",
          "augmented_assignment_expression",
          "assignment",
          "augmented_assignment" ->
          tree.child(node, "left");
      case "call_expression", "call" -> {
        int function = tree.child(node, "function");
        int property = tree.child(function, "property");
        int name = property == SyntaxTree.NONE ? tree.child(function, "attribute") : property;
        yield ADDING.contains(tree.text(name)) ? tree.child(function, "object") : SyntaxTree.NONE;
      }
      default -> SyntaxTree.NONE;
    };
  }

  private static int value(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "variable_declarator" -> tree.child(node, "value");
      case "call_expression", "call" -> {
        int list = tree.child(node, "arguments");
        int count = (int) tree.namedChildren(list).count();
        yield tree.namedChild(list, count - 1);
      }
      default -> tree.child(node, "right");
    };
  }
}
