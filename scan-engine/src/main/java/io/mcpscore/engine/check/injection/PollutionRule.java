package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Assignments through a chain of computed names. */
final class PollutionRule implements SinkRule {

  private static final List<String> GUARDS =
      List.of("__proto__", "hasOwn", "Object.create(null)", "prototype", "new Map");
  private static final int LONGEST = 20_000;

  private final Program program;

  PollutionRule(Program program) {
    this.program = program;
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!tree.is(node, "assignment_expression")) {
      return List.of();
    }
    int left = tree.child(node, "left");
    int index = computed(module, left);
    if (index == NONE) {
      return List.of();
    }
    int object = tree.child(left, "object");
    int inner = computed(module, object);
    int function = function(module, node);
    boolean chain = inner != NONE || walks(module, object) || recurs(module, function, index);
    return chain && !isGuarded(tree, function) ? Interpreters.present(index, inner) : List.of();
  }

  /** The index of an access that is not constant, or {@code NONE}. */
  private int computed(SourceModule module, int access) {
    SyntaxTree tree = module.tree();
    if (!tree.is(access, "subscript_expression")) {
      return NONE;
    }
    int index = tree.child(access, "index");
    return program.constant(module, index).isMissingNode() ? index : NONE;
  }

  /** {@code at = at[key]} in a loop. */
  private boolean walks(SourceModule module, int object) {
    SyntaxTree tree = module.tree();
    String name = tree.text(object);
    return tree.is(object, "identifier")
        && GivenValues.of(module, object).stream()
            .anyMatch(
                v ->
                    tree.is(v, "subscript_expression")
                        && computed(module, v) != NONE
                        && tree.text(tree.child(v, "object")).equals(name));
  }

  /** A function that calls itself with the member of the same name. */
  private static boolean recurs(SourceModule module, int function, int index) {
    SyntaxTree tree = module.tree();
    String name = tree.text(tree.child(function, "name"));
    String key = "[" + tree.text(index) + "]";
    return !name.isEmpty()
        && tree.subtree(function)
            .filter(n -> tree.is(n, "call_expression"))
            .filter(
                n ->
                    tree.text(tree.child(n, "function"))
                        .matches("(?:this\\.)?" + Pattern.quote(name)))
            .anyMatch(n -> tree.text(tree.child(n, "arguments")).contains(key));
  }

  private static int function(SourceModule module, int node) {
    int at = node;
    while (at > 0 && !module.isFunction(at)) {
      at = module.tree().parent(at);
    }
    return Math.max(at, 0);
  }

  private static boolean isGuarded(SyntaxTree tree, int function) {
    String text =
        tree.source()
            .slice(
                tree.start(function), Math.min(tree.end(function), tree.start(function) + LONGEST));
    return GUARDS.stream().anyMatch(text::contains);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return ValueTests.of(program, module, condition);
  }
}
