package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Conditions by which a text becomes another one later: a file that exists at the second start, the
 * date, a count of calls. Settings are no triggers: the operator makes them.
 */
final class Triggers {

  private static final Set<Origin> SNEAKY =
      EnumSet.of(Origin.TRIGGER, Origin.CLOCK, Origin.CHANCE, Origin.MACHINE, Origin.NETWORK);
  private static final Pattern COUNTER =
      Pattern.compile(
          "(?i).*(?:count|calls|invocations|uses|runs|visits|times|attempts)(?:er)?[a-z_]*|n_?calls");
  private static final int DEEPEST = 4;

  private final Program program;
  private final Assigned assigned;
  private final Origins origins;

  /**
   * A text that is chosen by a trigger.
   *
   * @param module where
   * @param node the conditional text or assignment
   * @param what decides, in words
   */
  record Trigger(SourceModule module, int node, String what) {}

  Triggers(Program program, Assigned assigned, Origins origins) {
    this.program = program;
    this.assigned = assigned;
    this.origins = origins;
  }

  /** The trigger that chooses the value of an expression, or null. */
  Trigger of(SourceModule module, int expression) {
    Deque<int[]> open = new ArrayDeque<>();
    Set<Integer> seen = new HashSet<>();
    open.push(new int[] {expression, 0});
    SyntaxTree tree = module.tree();
    while (!open.isEmpty()) {
      int[] step = open.pop();
      int node = step[0];
      if (node == NONE || !seen.add(node) || step[1] > DEEPEST || module.isFunction(node)) {
        continue;
      }
      for (int n = node; n < tree.subtreeEnd(node); n++) {
        if (tree.is(n, "ternary_expression") || tree.is(n, "conditional_expression")) {
          String what = decider(module, condition(tree, n));
          if (what != null) {
            return new Trigger(module, n, what);
          }
        } else if (tree.is(n, "identifier")
            && module.binding(n).orElse(null) instanceof Binding.Variable variable) {
          for (int value : assigned.values(module, variable.declaration(), tree.text(n))) {
            String what = guard(module, value);
            if (what != null) {
              return new Trigger(module, tree.parent(value), what);
            }
            open.push(new int[] {value, step[1] + 1});
          }
        }
      }
    }
    return null;
  }

  private static int condition(SyntaxTree tree, int choice) {
    int condition = tree.child(choice, "condition");
    return condition == NONE ? tree.namedChild(choice, 1) : condition;
  }

  /** What decides whether a node is reached, or null when it is no trigger. */
  String guard(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    for (int at = tree.parent(node), from = node; at != NONE; from = at, at = tree.parent(at)) {
      if (tree.is(at, "if_statement") || tree.is(at, "elif_clause")) {
        String what =
            tree.child(at, "condition") == from
                ? null
                : decider(module, tree.child(at, "condition"));
        if (what != null) {
          return what;
        }
      } else if (module.isFunction(at)) {
        return null;
      }
    }
    return null;
  }

  private String decider(SourceModule module, int condition) {
    if (condition == NONE) {
      return null;
    }
    List<Origin> found =
        origins.of(module, condition).keySet().stream().filter(SNEAKY::contains).toList();
    if (!found.isEmpty()) {
      return found.getFirst().what();
    }
    SyntaxTree tree = module.tree();
    boolean counts =
        tree.subtree(condition)
            .anyMatch(n -> tree.is(n, "identifier") && COUNTER.matcher(tree.text(n)).matches());
    boolean compares =
        tree.subtree(condition)
            .anyMatch(n -> tree.is(n, "comparison_operator") || tree.is(n, "binary_expression"));
    return counts && compares ? "a count of calls" : null;
  }

  /** Whether a name stands for a function of the repository. */
  boolean isFunction(SourceModule module, int name) {
    return program.resolve(module, name).orElse(null) instanceof Target.Defined defined
        && defined.module().isFunction(defined.node());
  }
}
