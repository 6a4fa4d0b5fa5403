package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Runs statements in order. Every method tells whether the code after the statement can be reached;
 * where ways meet again, what holds on all of them stays.
 */
final class StatementWalk {

  /**
   * Loops inside each other that run twice, so that what the end of a body leaves reaches its
   * beginning. Those inside run once: twice at every level would double the work with each.
   */
  private static final int LOOPS_RUN_TWICE = 3;

  private final Frame frame;
  private final SyntaxTree tree;
  private final CaseWalk cases;

  /** Loops around the statement that runs now. */
  private int loops;

  /** What holds at the ends of a round of the loop at hand. */
  private List<Environment> nextRounds = new ArrayList<>();

  StatementWalk(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
    this.cases = new CaseWalk(frame, this);
  }

  boolean run(int statement) {
    if (statement == NONE || !frame.run.enter()) {
      return true;
    }
    try {
      return !frame.isSkipped(statement) && step(statement);
    } finally {
      frame.run.leave();
    }
  }

  private boolean step(int node) {
    return switch (tree.kind(node)) {
      case "block",
          "statement_block",
          "program",
          "module",
          "export_statement",
          "else_clause",
          "finally_clause",
          "switch_default",
          "labeled_statement",
          "class_body",
          "with_clause",
          "decorated_definition" ->
          sequence(node);
      case "function_declaration",
          "function_definition",
          "class_declaration",
          "class_definition",
          "generator_function_declaration",
          "interface_declaration",
          "type_alias_declaration",
          "enum_declaration",
          "import_statement",
          "import_from_statement",
          "comment" ->
          true;
      case "if_statement", "elif_clause" -> branch(node);
      case "for_statement", "for_in_statement", "while_statement", "do_statement" -> loop(node);
      case "try_statement" -> attempt(node);
      case "switch_statement" -> cases.run(node, tree.child(node, "value"));
      case "match_statement" -> cases.run(node, tree.child(node, "subject"));
      case "with_statement" -> {
        resources(node);
        yield run(tree.child(node, "body"));
      }
      case "return_statement" -> {
        frame.returns(node, tree.namedChild(node, 0));
        frame.sinks.at(node);
        yield false;
      }
      case "throw_statement", "raise_statement" -> {
        tree.namedChildren(node)
            .forEach(thrown -> frame.handsBack(node, thrown, frame.expressions.value(thrown)));
        yield false;
      }
      case "continue_statement" -> {
        nextRounds.add(frame.environment);
        yield false;
      }
      case "break_statement" -> false;
      case "assert_statement" -> {
        frame.expressions.value(tree.namedChild(node, 0));
        frame.conditions.assume(tree.namedChild(node, 0), true);
        yield true;
      }
      case "lexical_declaration", "variable_declaration" -> {
        tree.namedChildren(node)
            .filter(d -> tree.is(d, "variable_declarator"))
            .forEach(frame.expressions::declare);
        yield true;
      }
      case "expression_statement" -> {
        tree.namedChildren(node).forEach(frame.expressions::value);
        yield true;
      }
      default -> {
        frame.expressions.value(node);
        yield true;
      }
    };
  }

  private boolean sequence(int node) {
    for (int child : tree.namedChildren(node).toArray()) {
      if (!run(child)) {
        return false;
      }
    }
    return true;
  }

  private boolean branch(int node) {
    int condition = tree.child(node, "condition");
    frame.expressions.value(condition);
    Environment before = frame.environment;

    frame.environment = before.copy();
    frame.conditions.assume(condition, true);
    boolean consequence = run(tree.child(node, "consequence"));
    if (frame.isOwnWay(tree.child(node, "consequence"))) {
      return consequence;
    }
    Environment after = frame.environment;

    frame.environment = before.copy();
    frame.conditions.assume(condition, false);
    boolean alternative = alternatives(node);
    return meet(consequence, after, alternative, frame.environment);
  }

  /** Python hangs every {@code elif} on the same {@code if}: each is the other way of the last. */
  private boolean alternatives(int node) {
    boolean chained = tree.is(node, "elif_clause");
    int owner = chained ? tree.parent(node) : node;
    for (int c = tree.firstChild(owner); c != NONE; c = tree.nextSibling(c)) {
      boolean alternative = tree.field(c).equals("alternative") && (!chained || c > node);
      if (alternative) {
        return run(c);
      }
    }
    return true;
  }

  private boolean meet(boolean first, Environment a, boolean second, Environment b) {
    if (first && second) {
      frame.environment = Environment.join(a, b);
    } else {
      frame.environment = first ? a : b;
    }
    return first || second;
  }

  private boolean loop(int node) {
    frame.expressions.value(initializer(node));
    Environment before = frame.environment;
    int right = tree.child(node, "right");
    int left = tree.child(node, "left");
    Value items = right == NONE ? Value.CLEAN : frame.expressions.value(right);
    boolean allGuarded = left != NONE;
    Place keys = null;
    int rounds = loops < LOOPS_RUN_TWICE ? 2 : 1;
    loops++;
    List<Environment> outer = nextRounds;
    for (int round = 0; round < rounds; round++) {
      nextRounds = new ArrayList<>();
      frame.environment = frame.environment.copy();
      frame.expressions.iterate(left, right, items);
      int condition = tree.child(node, "condition");
      frame.expressions.value(condition);
      frame.conditions.assume(condition, true);
      boolean completes = run(tree.child(node, "body"));
      if (completes) {
        nextRounds.add(frame.environment);
      }
      Place item = left == NONE ? null : frame.expressions.place(left);
      allGuarded &=
          item != null
              && !nextRounds.isEmpty()
              && nextRounds.stream().allMatch(e -> e.get(item).isGuarded());
      keys = completes ? frame.expressions.testedKeys(left, right) : null;
      frame.environment = nextRounds.stream().reduce(before, Environment::join);
    }
    nextRounds = outer;
    loops--;
    if (allGuarded && right != NONE && !mayEnd(tree.child(node, "body"))) {
      Stream.of(frame.expressions.place(right), frame.conditions.parted(right))
          .filter(Objects::nonNull)
          .forEach(frame.environment::guard);
    }
    if (keys != null && !mayEndEarly(tree.child(node, "body"))) {
      frame.environment.put(keys, frame.environment.get(keys).keyed(Value.GUARDED));
    }
    run(tree.child(node, "alternative"));
    return true;
  }

  private int initializer(int node) {
    int initializer = tree.child(node, "initializer");
    if (tree.is(initializer, "lexical_declaration")) {
      run(initializer);
      return NONE;
    }
    return initializer;
  }

  private boolean mayEndEarly(int body) {
    return mayEnd(body) || tree.subtree(body).anyMatch(n -> tree.is(n, "continue_statement"));
  }

  /** Whether some items may never be looked at. */
  private boolean mayEnd(int body) {
    return tree.subtree(body).anyMatch(n -> tree.is(n, "break_statement"));
  }

  /** A handler may start anywhere in the body, so it knows what held before and after it. */
  private boolean attempt(int node) {
    Environment before = frame.environment;
    frame.environment = before.copy();
    boolean completes = run(tree.child(node, "body"));
    Environment after = frame.environment;
    Environment failed = Environment.join(before, after);
    List<Environment> ends = new ArrayList<>();
    int last = NONE;
    for (int c = tree.firstChild(node); c != NONE; c = tree.nextSibling(c)) {
      switch (tree.kind(c)) {
        case "catch_clause", "except_clause", "except_group_clause" -> {
          frame.environment = failed.copy();
          if (handler(c)) {
            ends.add(frame.environment);
          }
        }
        case "else_clause" -> {
          frame.environment = after;
          completes = completes && run(c);
          after = frame.environment;
        }
        case "finally_clause" -> last = c;
        default -> {}
      }
    }
    if (completes) {
      ends.add(after);
    }
    frame.environment = ends.stream().reduce(Environment::join).orElse(failed);
    boolean continues = last == NONE || run(last);
    return continues && !ends.isEmpty();
  }

  private boolean handler(int clause) {
    int body = tree.child(clause, "body");
    if (body != NONE) {
      return run(body);
    }
    int block =
        tree.namedChildren(clause).filter(c -> tree.is(c, "block")).findFirst().orElse(NONE);
    return run(block);
  }

  private void resources(int node) {
    tree.subtree(node)
        .takeWhile(n -> n < tree.child(node, "body"))
        .filter(n -> tree.is(n, "with_item"))
        .forEach(
            item -> {
              int value = tree.child(item, "value");
              if (tree.is(value, "as_pattern")) {
                int target = tree.namedChild(tree.child(value, "alias"), 0);
                frame.expressions.assign(
                    target, frame.expressions.value(tree.namedChild(value, 0)));
              } else {
                frame.expressions.value(value);
              }
            });
  }
}
