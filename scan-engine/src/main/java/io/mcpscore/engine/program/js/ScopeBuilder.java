package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/**
 * Declares the names of a file in their scopes, then counts assignments: a variable has a value
 * only when nothing else is ever assigned to it. The order matters, because {@code var} and
 * functions are visible before they are declared.
 */
final class ScopeBuilder {

  private final SyntaxTree tree;
  private final Scopes scopes;

  private ScopeBuilder(SyntaxTree tree) {
    this.tree = tree;
    this.scopes = new Scopes(tree);
  }

  static Scopes build(SyntaxTree tree) {
    ScopeBuilder builder = new ScopeBuilder(tree);
    for (int n = 0; n < tree.size(); n++) {
      builder.declare(n);
    }
    for (int n = 0; n < tree.size(); n++) {
      builder.assign(n);
    }
    return builder.scopes;
  }

  private void declare(int node) {
    switch (tree.kind(node)) {
      case "variable_declarator" -> variable(node);
      case "for_in_statement" -> loop(node);
      case "function_declaration", "generator_function_declaration" -> {
        named(scopes.outer(node), node, new Binding.Function(node));
        parameters(node);
      }
      case "function_expression", "generator_function" -> {
        named(scopes.inner(node), node, new Binding.Function(node));
        parameters(node);
      }
      case "arrow_function", "method_definition" -> parameters(node);
      case "class_declaration", "abstract_class_declaration" ->
          named(scopes.outer(node), node, new Binding.Class(node));
      case "class" -> {
        if (ScriptSyntax.isClass(tree, node)) {
          named(scopes.inner(node), node, new Binding.Class(node));
        }
      }
      case "enum_declaration" ->
          named(scopes.outer(node), node, new Binding.Variable(tree.child(node, "name"), node));
      case "catch_clause" -> {
        for (Patterns.Leaf leaf : Patterns.leaves(tree, tree.child(node, "parameter"))) {
          put(scopes.inner(node), leaf.node(), new Binding.Variable(leaf.node(), NONE), true);
        }
      }
      case "import_statement" -> imports(node);
      default -> {
        // Declares nothing.
      }
    }
  }

  private void named(int scope, int node, Binding binding) {
    int name = tree.child(node, "name");
    if (name != NONE) {
      scopes.declare(scope, tree.text(name), new Scopes.Slot(binding));
    }
  }

  private void variable(int declarator) {
    boolean hoisted = tree.is(tree.parent(declarator), "variable_declaration");
    int here = scopes.outer(declarator);
    int scope = hoisted ? scopes.functionScope(here) : here;
    int pattern = tree.child(declarator, "name");
    int value = tree.child(declarator, "value");
    for (Patterns.Leaf leaf : Patterns.leaves(tree, pattern)) {
      Binding loaded = loaded(value, leaf.path());
      if (loaded != null) {
        put(scope, leaf.node(), loaded, false);
      } else if (leaf.path().isEmpty()) {
        put(scope, leaf.node(), new Binding.Variable(leaf.node(), value), false);
      } else {
        int part = part(value, leaf.path());
        put(scope, leaf.node(), new Binding.Variable(leaf.node(), part), part == NONE);
      }
    }
  }

  /**
   * The import behind {@code require("x")}, {@code require("x").y} and their destructured forms.
   */
  private Binding loaded(int value, List<String> path) {
    if (value == NONE || path.size() > 1) {
      return null;
    }
    String module = ScriptSyntax.loadedModule(tree, value);
    if (module != null) {
      return new Binding.Import(module, path.isEmpty() ? "*" : path.getFirst());
    }
    int member = ScriptSyntax.unwrap(tree, value);
    if (!path.isEmpty() || !tree.is(member, "member_expression")) {
      return null;
    }
    module = ScriptSyntax.loadedModule(tree, tree.child(member, "object"));
    return module == null
        ? null
        : new Binding.Import(module, tree.text(tree.child(member, "property")));
  }

  private int part(int value, List<String> path) {
    int literal = ScriptSyntax.unwrap(tree, value);
    return path.size() == 1 && tree.is(literal, "object")
        ? ObjectLiterals.value(tree, literal, path.getFirst())
        : NONE;
  }

  private void loop(int loop) {
    int kind = tree.child(loop, "kind");
    if (kind == NONE) {
      return;
    }
    int own = scopes.inner(loop);
    int scope = tree.text(kind).equals("var") ? scopes.functionScope(own) : own;
    for (Patterns.Leaf leaf : Patterns.leaves(tree, tree.child(loop, "left"))) {
      put(scope, leaf.node(), new Binding.Variable(leaf.node(), NONE), true);
    }
  }

  private void parameters(int function) {
    int scope = scopes.inner(function);
    List<Integer> patterns = Parameters.patterns(tree, function);
    for (int i = 0; i < patterns.size(); i++) {
      for (Patterns.Leaf leaf : Patterns.leaves(tree, patterns.get(i))) {
        put(scope, leaf.node(), new Binding.Parameter(function, i, leaf.path()), false);
      }
    }
  }

  private void imports(int statement) {
    int require =
        tree.children(statement)
            .filter(c -> tree.is(c, "import_require_clause"))
            .findFirst()
            .orElse(NONE);
    if (require != NONE) {
      String module = StringLiterals.decode(tree, tree.child(require, "source"));
      put(0, tree.namedChild(require, 0), new Binding.Import(module, "*"), false);
      return;
    }
    int source = tree.child(statement, "source");
    if (source == NONE) {
      return;
    }
    String module = StringLiterals.decode(tree, source);
    tree.subtree(statement)
        .forEach(
            n -> {
              switch (tree.kind(n)) {
                case "import_clause" ->
                    tree.namedChildren(n)
                        .filter(c -> tree.is(c, "identifier"))
                        .forEach(c -> put(0, c, new Binding.Import(module, "default"), false));
                case "namespace_import" ->
                    put(0, tree.namedChild(n, 0), new Binding.Import(module, "*"), false);
                case "import_specifier" -> {
                  int name = tree.child(n, "name");
                  int alias = tree.child(n, "alias");
                  put(
                      0,
                      alias == NONE ? name : alias,
                      new Binding.Import(module, exportedName(tree, name)),
                      false);
                }
                default -> {
                  // Punctuation and the specifier itself.
                }
              }
            });
  }

  static String exportedName(SyntaxTree tree, int name) {
    return tree.is(name, "string") ? StringLiterals.decode(tree, name) : tree.text(name);
  }

  private void put(int scope, int name, Binding binding, boolean unknown) {
    if (name != NONE) {
      Scopes.Slot slot = new Scopes.Slot(binding);
      scopes.declare(scope, tree.text(name), unknown ? slot.unknown() : slot);
    }
  }

  private void assign(int node) {
    switch (tree.kind(node)) {
      case "assignment_expression" -> {
        int left = tree.child(node, "left");
        boolean plain = tree.is(left, "identifier");
        int right = plain ? tree.child(node, "right") : NONE;
        Patterns.leaves(tree, left).forEach(l -> write(l.node(), right));
      }
      case "augmented_assignment_expression" -> write(tree.child(node, "left"), NONE);
      case "update_expression" -> write(tree.child(node, "argument"), NONE);
      case "for_in_statement" -> {
        if (tree.child(node, "kind") == NONE) {
          Patterns.leaves(tree, tree.child(node, "left")).forEach(l -> write(l.node(), NONE));
        }
      }
      default -> {
        // Assigns nothing.
      }
    }
  }

  private void write(int target, int value) {
    if (tree.is(target, "identifier") || tree.is(target, "shorthand_property_identifier_pattern")) {
      Scopes.Slot slot = scopes.find(scopes.inner(target), tree.text(target));
      if (slot != null) {
        slot.assign(value);
      }
    }
  }
}
