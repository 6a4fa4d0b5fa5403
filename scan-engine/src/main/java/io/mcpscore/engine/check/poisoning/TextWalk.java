package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the texts that a registration states: literals in its arguments, in the constants, schemas
 * and models that it names, in everything that is assigned to its variables. Functions are not
 * entered: what they hold is code. A text that two registrations share belongs to the first.
 */
final class TextWalk {

  private static final int DEEPEST = 8;
  private static final int MOST_NODES = 20_000;

  private final Program program;
  private final Assigned assigned = new Assigned();
  private final Set<Spot> seen = new HashSet<>();
  private final Deque<Step> open = new ArrayDeque<>();

  private record Spot(String path, int node) {}

  private record Step(SourceModule module, int node, int depth) {}

  /** Takes one text. */
  interface Sink {
    /** A text and the expression that it is written in. */
    void text(SourceModule module, int node, String text);
  }

  TextWalk(Program program) {
    this.program = program;
  }

  /** Every text below a node, each the whole of what is concatenated. */
  void walk(SourceModule module, int node, Sink sink) {
    open.clear();
    open.push(new Step(module, node, 0));
    int visited = 0;
    while (!open.isEmpty() && visited++ < MOST_NODES) {
      Step step = open.pop();
      if (step.node() != NONE && seen.add(new Spot(step.module().file().path(), step.node()))) {
        visit(step, sink);
      }
    }
  }

  /** Whether a text was given out or a node looked at before. */
  boolean isKnown(SourceModule module, int node) {
    return seen.contains(new Spot(module.file().path(), node));
  }

  private void visit(Step step, Sink sink) {
    SyntaxTree tree = step.module().tree();
    int node = step.node();
    if (step.module().isFunction(node)) {
      return;
    }
    switch (tree.kind(node)) {
      case "string", "template_string", "concatenated_string" -> literal(step, sink);
      case "binary_expression", "binary_operator", "call", "call_expression" -> {
        JsonNode constant = program.constant(step.module(), node);
        if (constant.isTextual()) {
          sink.text(step.module(), node, constant.textValue());
        } else {
          children(step);
        }
      }
      case "identifier",
          "shorthand_property_identifier",
          "member_expression",
          "attribute",
          "subscript_expression" ->
          name(step);
      case "pair", "keyword_argument" -> push(step, tree.child(node, "value"));
      case "type_annotation", "type_arguments", "comment" -> {}
      default -> children(step);
    }
  }

  private void literal(Step step, Sink sink) {
    SyntaxTree tree = step.module().tree();
    JsonNode constant = program.constant(step.module(), step.node());
    String text = constant.isTextual() ? constant.textValue() : RawText.withGaps(tree, step.node());
    if (!text.isBlank()) {
      sink.text(step.module(), step.node(), text);
    }
    if (!constant.isTextual()) {
      tree.subtree(step.node())
          .filter(n -> tree.is(n, "template_substitution") || tree.is(n, "interpolation"))
          .forEach(gap -> tree.namedChildren(gap).forEach(c -> push(step, c)));
    }
  }

  private void name(Step step) {
    SyntaxTree tree = step.module().tree();
    Optional<Target> target = program.resolve(step.module(), step.node());
    if (target.orElse(null) instanceof Target.Defined defined
        && !(defined.module().equals(step.module()) && defined.node() == step.node())) {
      if (step.depth() < DEEPEST) {
        open.push(new Step(defined.module(), defined.node(), step.depth() + 1));
      }
      return;
    }
    if (target.isEmpty()
        && tree.is(step.node(), "identifier")
        && step.module().binding(step.node()).orElse(null) instanceof Binding.Variable variable
        && step.depth() < DEEPEST) {
      for (int value :
          assigned.values(step.module(), variable.declaration(), tree.text(step.node()))) {
        open.push(new Step(step.module(), value, step.depth() + 1));
      }
      return;
    }
    // z.string().describe(…) keeps its text in the call that the member is of.
    push(step, tree.child(step.node(), "object"));
  }

  private void children(Step step) {
    List<Integer> all = step.module().tree().namedChildren(step.node()).boxed().toList();
    all.reversed().forEach(c -> push(step, c));
  }

  private void push(Step step, int node) {
    if (node != NONE) {
      open.push(new Step(step.module(), node, step.depth()));
    }
  }

  /** Whether an expression is written as a text. */
  static boolean isText(SyntaxTree tree, int node) {
    return Literals.isString(tree, node) || tree.is(node, "concatenated_string");
  }
}
