package io.mcpscore.engine.check.http;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether an expression is made from parts of an HTTP request, followed through variables. */
public final class RequestValues {

  private static final Pattern PART =
      Pattern.compile(
          "(?:[A-Za-z_]{0,20}\\.)?(?:req|request|ctx|c)\\.(?:req\\.)?(?:query|body|params|headers|json|form|args"
              + "|query_params|path_params|values|get_json|text)");
  private static final int MOST_STEPS = 60;
  private static final int MOST_NODES = 400;

  private RequestValues() {}

  /**
   * Whether the request decides an expression.
   *
   * @param handler function whose parameters are themselves parts of requests, or {@code NONE}
   */
  public static boolean reaches(SourceModule module, int expression, int handler) {
    Deque<Integer> open = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    open.add(expression);
    for (int i = 0; i < MOST_STEPS && !open.isEmpty(); i++) {
      int at = open.poll();
      if (seen.add(at) && look(module, at, handler, open)) {
        return true;
      }
    }
    return false;
  }

  private static boolean look(
      SourceModule module, int expression, int handler, Deque<Integer> open) {
    SyntaxTree tree = module.tree();
    int end = Math.min(tree.subtreeEnd(expression), expression + MOST_NODES);
    for (int n = expression; n < end; n++) {
      switch (tree.kind(n)) {
        case "member_expression", "attribute" -> {
          if (tree.end(n) - tree.start(n) < 60 && PART.matcher(tree.text(n)).matches()) {
            return true;
          }
        }
        case "identifier", "shorthand_property_identifier" -> {
          Binding binding = module.binding(n).orElse(null);
          if (binding instanceof Binding.Parameter p && p.function() == handler) {
            return true;
          }
          if (binding instanceof Binding.Variable v) {
            open.add(valueOf(tree, v));
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /** What a variable was given, also when it was taken out of a larger value. */
  private static int valueOf(SyntaxTree tree, Binding.Variable variable) {
    if (variable.value() != SyntaxTree.NONE) {
      return variable.value();
    }
    int at = variable.declaration();
    for (int i = 0; i < 6 && at != SyntaxTree.NONE; i++) {
      int value = tree.child(at, tree.is(at, "assignment") ? "right" : "value");
      if (value != SyntaxTree.NONE
          && (tree.is(at, "variable_declarator") || tree.is(at, "assignment"))) {
        return value;
      }
      at = tree.parent(at);
    }
    return variable.declaration();
  }
}
