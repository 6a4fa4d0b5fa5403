package io.mcpscore.engine.flow;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;

/** Looks at the sinks of one rule while a function is run, and takes note of what reaches them. */
final class SinkWalk {

  private static final int DEEPEST_NAMED = 10;

  private final Frame frame;
  private final SyntaxTree tree;

  SinkWalk(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
  }

  /** A node that is no call. */
  void at(int node) {
    at(node, List.of(), List.of());
  }

  /** A call, with its arguments as they were evaluated. */
  void at(int node, List<Shapes.Argument> arguments, List<Value> values) {
    if (frame.isQuiet()) {
      return;
    }
    for (int expression : frame.run.sinks(frame.module, node)) {
      Value value = null;
      for (int i = 0; i < arguments.size(); i++) {
        value = arguments.get(i).node() == expression ? values.get(i) : value;
      }
      boolean tested =
          value == null
              ? isTestedByName(node, expression)
              : isTested(frame.expressions.place(expression));
      if (tested) {
        // What is called tests it before it does anything with it, or a name that stands for it.
        continue;
      }
      report(node, expression, value == null ? frame.quietly(expression) : value, label(node));
    }
  }

  private boolean isTested(Place place) {
    Value now = place == null ? Value.CLEAN : frame.environment.get(place);
    return now.isGuarded() && !now.isTainted();
  }

  /** Whether the expression is a part of what a variable was given that passed a test since. */
  private boolean isTestedByName(int sink, int expression) {
    int at = expression;
    for (int i = 0; i < DEEPEST_NAMED && tree.parent(at) > 0; i++) {
      at = tree.parent(at);
      boolean declared = tree.is(at, "variable_declarator");
      if (declared || tree.is(at, "assignment") || tree.is(at, "assignment_expression")) {
        int name = tree.child(at, declared ? "name" : "left");
        return tree.is(name, "identifier")
            && tree.end(at) <= tree.start(sink)
            && isTested(frame.expressions.place(name));
      }
    }
    return false;
  }

  /** What a handler hands back, by returning or by throwing. */
  void handedBack(int node, int expression, Value value) {
    if (!frame.isQuiet() && frame.run.rule().returnsAreSinks()) {
      report(node, expression, value, "goes back to the agent");
    }
  }

  private void report(int node, int expression, Value value, String label) {
    Optional<Taint> taint = value.only(frame.run.rule().members()).anyTaint();
    if (taint.isPresent()) {
      frame.run.report(
          frame.hits,
          new Hit(frame.module, node, expression, taint.get().plus(frame.step(node, label))));
    }
  }

  private String label(int node) {
    int named =
        switch (tree.kind(node)) {
          case "assignment_expression", "assignment" -> tree.child(node, "left");
          case "subscript_expression", "subscript" -> Shapes.owner(tree, node);
          case "jsx_attribute" -> tree.namedChild(node, 0);
          case "return_statement" -> SyntaxTree.NONE;
          default -> Shapes.callee(tree, node);
        };
    return named == SyntaxTree.NONE ? "is returned" : "reaches " + Shapes.brief(tree.text(named));
  }
}
