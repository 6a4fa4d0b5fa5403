package io.mcpscore.engine.check.http;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/**
 * A function that is asked about an origin and says yes to each: {@code (origin) => origin}, {@code
 * (origin, done) => done(null, true)}.
 */
final class CorsEcho {

  private static final int MOST_NODES = 400;
  private static final int DEEPEST = 5;

  private final SourceModule module;
  private final SyntaxTree tree;
  private final int function;

  CorsEcho(SourceModule module, int function) {
    this.module = module;
    this.tree = module.tree();
    this.function = function;
  }

  /** Whether there is an answer, and every one is the origin that was asked about, or yes. */
  boolean isOne() {
    List<Integer> answers = answers();
    return !answers.isEmpty() && answers.stream().allMatch(a -> isOpen(a, DEEPEST));
  }

  private List<Integer> answers() {
    int body = tree.child(function, "body");
    List<Integer> out = new ArrayList<>();
    if (body == NONE || tree.subtreeEnd(body) - body > MOST_NODES) {
      return out;
    }
    if (!tree.is(body, "statement_block")) {
      int given = answer(Expressions.unwrap(tree, body));
      out.add(given == NONE ? body : given);
      return out;
    }
    tree.subtree(body)
        .forEach(
            n -> {
              int returned = tree.is(n, "return_statement") ? tree.namedChild(n, 0) : NONE;
              int given = answer(n);
              if (given != NONE) {
                out.add(given);
              } else if (returned != NONE && answer(Expressions.unwrap(tree, returned)) == NONE) {
                out.add(returned);
              }
            });
    return out;
  }

  /** What a call of the second parameter answers, or {@code NONE}; an error is no yes. */
  private int answer(int node) {
    if (!ExternalCalls.isCall(tree, node)) {
      return NONE;
    }
    Call call = new Call(module, node, "");
    if (!isParameter(call.function(), 1)) {
      return NONE;
    }
    List<Integer> given = call.arguments();
    return given.size() > 1 ? given.get(1) : node;
  }

  private boolean isOpen(int answer, int depth) {
    int node = Expressions.unwrap(tree, answer);
    if (node == NONE || depth == 0) {
      return false;
    }
    if (tree.is(node, "true") || tree.text(node).matches("[\"'`]\\*[\"'`]")) {
      return true;
    }
    if (isParameter(node, 0) || HeaderReads.header(module, node).equals("origin")) {
      return true;
    }
    return switch (tree.kind(node)) {
      case "binary_expression" ->
          tree.text(tree.child(node, "operator")).matches("\\|\\||\\?\\?")
              && isOpen(tree.child(node, "left"), depth - 1);
      // Requests without an origin are not those of other sites.
      case "ternary_expression" ->
          isParameter(Expressions.unwrap(tree, tree.child(node, "condition")), 0)
              && isOpen(tree.child(node, "consequence"), depth - 1);
      default -> false;
    };
  }

  private boolean isParameter(int node, int index) {
    return tree.is(node, "identifier")
        && module.binding(node).orElse(null) instanceof Binding.Parameter p
        && p.function() == function
        && p.index() == index
        && p.path().isEmpty();
  }
}
