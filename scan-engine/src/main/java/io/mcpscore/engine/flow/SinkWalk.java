package io.mcpscore.engine.flow;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;

/** Looks at the sinks of one rule while a function is run, and takes note of what reaches them. */
final class SinkWalk {

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
      Place place = value == null ? null : frame.expressions.place(expression);
      Value now = place == null ? Value.CLEAN : frame.environment.get(place);
      if (now.isGuarded() && !now.isTainted()) {
        // What is called tests it before it does anything with it.
        continue;
      }
      report(node, expression, value == null ? frame.quietly(expression) : value, label(node));
    }
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
