package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The items of an argument list, in the order of the text: literals, concatenations, and lists that
 * are filled step by step before they are used.
 */
final class ArgumentLists {

  private static final Set<String> ADDING = Set.of("push", "append", "insert", "unshift");
  private static final Set<String> SELECTING = Set.of("filter", "slice", "copy", "flat");
  private static final int DEEPEST = 6;
  private static final int MOST = 200;

  private final SourceModule module;
  private final SyntaxTree tree;
  private final int use;
  private final List<Argument> out = new ArrayList<>();

  private ArgumentLists(SourceModule module, int use) {
    this.module = module;
    this.tree = module.tree();
    this.use = use;
  }

  /**
   * The items of a list expression.
   *
   * @param expression the list, or {@code NONE}
   * @param use node where it is used; what is added after that does not count
   */
  static List<Argument> of(SourceModule module, int expression, int use) {
    ArgumentLists lists = new ArgumentLists(module, use);
    lists.add(expression, DEEPEST);
    return List.copyOf(lists.out);
  }

  private void add(int expression, int depth) {
    int node = Expressions.unwrap(tree, expression);
    if (node == NONE || out.size() >= MOST) {
      return;
    }
    if (depth == 0) {
      out.add(new Argument(node, true));
      return;
    }
    switch (tree.kind(node)) {
      case "array", "list", "tuple" -> tree.namedChildren(node).forEach(c -> item(c, depth));
      case "binary_operator" -> {
        add(tree.child(node, "left"), depth - 1);
        add(tree.child(node, "right"), depth - 1);
      }
      case "ternary_expression" -> {
        add(tree.child(node, "consequence"), depth - 1);
        add(tree.child(node, "alternative"), depth - 1);
      }
      case "conditional_expression" -> {
        add(tree.namedChild(node, 0), depth - 1);
        add(tree.namedChild(node, 2), depth - 1);
      }
      case "call_expression", "call" -> call(node, depth);
      case "identifier" -> name(node, depth);
      default -> out.add(new Argument(node, true));
    }
  }

  private void item(int item, int depth) {
    boolean spread = tree.is(item, "spread_element") || tree.is(item, "list_splat");
    if (spread) {
      add(tree.namedChild(item, 0), depth - 1);
    } else {
      out.add(new Argument(item, false));
    }
  }

  /** {@code ["a"].concat(x)}, {@code list(x)}; anything else is a list of unknown items. */
  private void call(int call, int depth) {
    String name = Expressions.calledName(tree, call);
    int list = tree.child(call, "arguments");
    if (name.equals("concat")) {
      add(Expressions.owner(tree, call), depth - 1);
      tree.namedChildren(list).forEach(a -> add(a, depth - 1));
    } else if (SELECTING.contains(name)) {
      add(Expressions.owner(tree, call), depth - 1);
    } else if (tree.is(call, "call") && (name.equals("list") || name.equals("tuple"))) {
      add(tree.namedChild(list, 0), depth - 1);
    } else {
      out.add(new Argument(call, true));
    }
  }

  private void name(int name, int depth) {
    boolean variable = module.binding(name).orElse(null) instanceof Binding.Variable;
    int before = out.size();
    if (variable) {
      String text = tree.text(name);
      for (int scope = Expressions.scope(module, use); ; scope = Expressions.scope(module, scope)) {
        collect(scope, text, depth);
        if (out.size() > before || scope == 0) {
          break;
        }
      }
    }
    if (out.size() == before) {
      out.add(new Argument(name, true));
    }
    // What was asked of the name since then was not asked of what it was first given.
    out.subList(before, out.size()).replaceAll(a -> isChoice(a) ? new Argument(name, true) : a);
  }

  /** {@code words or []}, {@code words ?? []}. */
  private boolean isChoice(Argument item) {
    return item.spread()
        && (tree.is(item.node(), "boolean_operator") || tree.is(item.node(), "binary_expression"));
  }

  /** Everything that a function puts into a list of this name before it is used. */
  private void collect(int scope, String name, int depth) {
    int end = Math.min(tree.subtreeEnd(scope), use);
    int before = out.size();
    for (int n = scope; n < end && out.size() < MOST; n++) {
      if (isOnAnotherBranch(n)) {
        n = tree.subtreeEnd(n) - 1;
        continue;
      }
      if (replaces(n, name)) {
        out.subList(before, out.size()).clear();
      }
      switch (tree.kind(n)) {
        case "variable_declarator" -> given(n, "name", "value", name, depth);
        case "assignment", "assignment_expression", "augmented_assignment" ->
            given(n, "left", "right", name, depth);
        case "call_expression", "call" -> {
          if (ExternalCalls.isCall(tree, n) && tree.text(Expressions.owner(tree, n)).equals(name)) {
            added(n, depth);
          }
        }
        default -> {}
      }
    }
  }

  /** A branch that is not the one in which the list is used. */
  private boolean isOnAnotherBranch(int node) {
    int parent = tree.parent(node);
    if (parent == NONE || tree.within(use, node) || !tree.within(use, parent)) {
      return false;
    }
    boolean cases =
        tree.is(parent, "switch_body")
            || (tree.is(parent, "block") && tree.is(tree.parent(parent), "match_statement"));
    return cases || (tree.is(parent, "if_statement") && tree.child(parent, "condition") != node);
  }

  /** A new list that is given on every way to the use. */
  private boolean replaces(int node, String name) {
    boolean assigned = tree.is(node, "assignment") || tree.is(node, "assignment_expression");
    int statement = tree.parent(node);
    return assigned
        && tree.text(tree.child(node, "left")).equals(name)
        && isOther(tree.child(node, "right"), name)
        && tree.is(statement, "expression_statement")
        && tree.within(use, tree.parent(statement));
  }

  private void given(int node, String left, String right, String name, int depth) {
    int value = tree.child(node, right);
    boolean itself = tree.text(value).equals(name);
    if (tree.text(tree.child(node, left)).equals(name) && value != NONE && !itself) {
      // The list itself may be part of what it is given: [...args, x].
      tree.namedChildren(Expressions.unwrap(tree, value))
          .filter(c -> tree.is(value, "array") || tree.is(value, "list"))
          .filter(c -> !tree.text(tree.namedChild(c, 0)).equals(name))
          .forEach(c -> item(c, depth));
      if (!tree.is(value, "array") && !tree.is(value, "list") && isOther(value, name)) {
        add(value, depth - 1);
      }
    }
  }

  private boolean isOther(int value, String name) {
    return tree.subtree(value)
        .noneMatch(n -> tree.is(n, "identifier") && tree.text(n).equals(name));
  }

  /** Whether a call puts what it is given into a list. */
  static boolean isAdding(SyntaxTree tree, int call) {
    String method = Expressions.calledName(tree, call);
    return ADDING.contains(method) || method.equals("extend");
  }

  private void added(int call, int depth) {
    String method = Expressions.calledName(tree, call);
    int list = tree.child(call, "arguments");
    if (ADDING.contains(method)) {
      tree.namedChildren(list).skip(method.equals("insert") ? 1 : 0).forEach(a -> item(a, depth));
    } else if (method.equals("extend")) {
      add(tree.namedChild(list, 0), depth - 1);
    }
  }
}
