package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Fills the scopes of a file in one pass over its tree. */
final class PyBinder {

  private final SyntaxTree tree;
  private final PyScopes scopes;
  private final List<String> stars;

  /**
   * @param stars takes the specifiers of {@code from x import *}
   */
  PyBinder(SyntaxTree tree, PyScopes scopes, List<String> stars) {
    this.tree = tree;
    this.scopes = scopes;
    this.stars = stars;
  }

  void bindAll() {
    for (int node = 0; node < tree.size(); node++) {
      bind(node);
    }
  }

  private void bind(int node) {
    switch (tree.kind(node)) {
      case "function_definition" -> {
        declare(tree.child(node, "name"), new Binding.Function(node));
        bindParameters(node);
      }
      case "lambda" -> bindParameters(node);
      case "class_definition" -> declare(tree.child(node, "name"), new Binding.Class(node));
      case "import_statement" -> bindImports(node);
      case "import_from_statement" -> bindFromImports(node);
      case "assignment" -> bindTarget(tree.child(node, "left"), assigned(node));
      case "augmented_assignment", "for_statement", "for_in_clause" ->
          bindTarget(tree.child(node, "left"), NONE);
      case "as_pattern" -> bindAsPattern(node);
      case "named_expression" -> {
        int name = tree.child(node, "name");
        scopes.addOutsideComprehensions(
            scopes.scopeOf(node),
            tree.text(name),
            new Binding.Variable(name, tree.child(node, "value")));
      }
      case "global_statement" ->
          tree.namedChildren(node)
              .forEach(n -> scopes.declareGlobal(scopes.scopeOf(node), tree.text(n)));
      case "nonlocal_statement" ->
          tree.namedChildren(node)
              .forEach(n -> scopes.declareNonlocal(scopes.scopeOf(node), tree.text(n)));
      case "dotted_name" -> bindCapture(node);
      case "splat_pattern" -> bindTarget(tree.namedChild(node, 0), NONE);
      case "type_alias_statement" ->
          bindTarget(
              tree.namedChild(tree.child(node, "left"), 0),
              tree.namedChild(tree.child(node, "right"), 0));
      default -> {}
    }
  }

  private void declare(int name, Binding binding) {
    if (name != NONE) {
      scopes.add(scopes.scopeOf(name), tree.text(name), binding);
    }
  }

  private void bindParameters(int function) {
    List<PyParameter> parameters = PySyntax.parameters(tree, function);
    for (int i = 0; i < parameters.size(); i++) {
      scopes.add(function, parameters.get(i).name(), new Binding.Parameter(function, i, List.of()));
    }
  }

  /** The value at the end of {@code a = b = value}. */
  private int assigned(int assignment) {
    int value = tree.child(assignment, "right");
    while (tree.is(value, "assignment")) {
      value = tree.child(value, "right");
    }
    return value;
  }

  private record Pair(int target, int value) {}

  private void bindTarget(int root, int rootValue) {
    Deque<Pair> open = new ArrayDeque<>();
    open.push(new Pair(root, rootValue));
    while (!open.isEmpty()) {
      Pair pair = open.pop();
      int target = pair.target();
      if (target == NONE) {
        continue;
      }
      switch (tree.kind(target)) {
        case "identifier" -> declare(target, new Binding.Variable(target, pair.value()));
        case "pattern_list", "tuple_pattern", "list_pattern", "tuple", "list" -> {
          int[] parts = tree.namedChildren(target).toArray();
          int[] values = items(pair.value(), parts.length);
          for (int i = parts.length - 1; i >= 0; i--) {
            open.push(new Pair(parts[i], values.length == 0 ? NONE : values[i]));
          }
        }
        case "list_splat_pattern", "list_splat", "parenthesized_expression" ->
            open.push(new Pair(tree.namedChild(target, 0), NONE));
        default -> {}
      }
    }
  }

  /** The items of a literal of exactly this length without spreads, or nothing. */
  private int[] items(int value, int length) {
    if (!tree.is(value, "expression_list") && !tree.is(value, "tuple") && !tree.is(value, "list")) {
      return new int[0];
    }
    int[] items = tree.namedChildren(value).toArray();
    for (int item : items) {
      if (tree.is(item, "list_splat")) {
        return new int[0];
      }
    }
    return items.length == length ? items : new int[0];
  }

  private void bindImports(int node) {
    tree.namedChildren(node)
        .forEach(
            item -> {
              if (tree.is(item, "aliased_import")) {
                String module = tree.text(tree.child(item, "name"));
                declare(tree.child(item, "alias"), new Binding.Import(module, "*"));
              } else {
                int first = tree.namedChild(item, 0);
                declare(first, new Binding.Import(tree.text(first), "*"));
              }
            });
  }

  private void bindFromImports(int node) {
    String module = tree.text(tree.child(node, "module_name")).replaceAll("\\s", "");
    tree.children(node)
        .forEach(
            item -> {
              if (tree.is(item, "wildcard_import")) {
                stars.add(module);
              } else if (tree.field(item).equals("name")) {
                int name = tree.is(item, "aliased_import") ? tree.child(item, "name") : item;
                int local = tree.is(item, "aliased_import") ? tree.child(item, "alias") : item;
                scopes.add(
                    scopes.scopeOf(node),
                    tree.text(local),
                    new Binding.Import(module, tree.text(name)));
              }
            });
  }

  /** {@code with x as y}, {@code except E as e}, {@code case p as q}. */
  private void bindAsPattern(int node) {
    int target = tree.child(node, "alias");
    if (target == NONE) {
      int last = (int) tree.namedChildren(node).count() - 1;
      bindTarget(tree.namedChild(node, last), NONE);
      return;
    }
    boolean with = tree.is(tree.parent(node), "with_item");
    bindTarget(tree.namedChild(target, 0), with ? tree.namedChild(node, 0) : NONE);
  }

  /** A single name in a {@code case} pattern captures. */
  private void bindCapture(int node) {
    int parent = tree.parent(node);
    boolean capture =
        (tree.is(parent, "case_pattern") || tree.is(parent, "keyword_pattern"))
            && tree.namedChild(node, 1) == NONE;
    int name = tree.namedChild(node, 0);
    if (capture && !tree.text(name).equals("_")) {
      declare(name, new Binding.Variable(name, NONE));
    }
  }
}
