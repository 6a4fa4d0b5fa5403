package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a parameter is when its function is called without it: {@code def save(data, mode=0o644)},
 * {@code function save(data, { mode = 0o644 } = {})}.
 */
public final class UsedDefaults {

  private static final Set<String> DEFAULTED =
      Set.of(
          "default_parameter",
          "typed_default_parameter",
          "assignment_pattern",
          "object_assignment_pattern",
          "required_parameter",
          "optional_parameter");

  private UsedDefaults() {}

  /**
   * The default of a parameter that at least one caller in the program leaves out.
   *
   * @param identifier an expression
   * @return the expression of the default, or {@code NONE}
   */
  public static int of(CheckContext context, SourceModule module, int identifier) {
    SyntaxTree tree = module.tree();
    if (!tree.is(identifier, "identifier")
        || !(module.binding(identifier).orElse(null) instanceof Binding.Parameter p)) {
      return NONE;
    }
    String name = tree.text(identifier);
    int value = value(tree, tree.child(p.function(), "parameters"), name);
    return value != NONE && calls(context, module, p).anyMatch(c -> leavesOut(module, c, p, name))
        ? value
        : NONE;
  }

  private static int value(SyntaxTree tree, int parameters, String name) {
    return parameters == NONE
        ? NONE
        : tree.subtree(parameters)
            .filter(n -> DEFAULTED.contains(tree.kind(n)))
            .filter(n -> name(tree, n).equals(name))
            .map(n -> tree.child(n, tree.kind(n).endsWith("_pattern") ? "right" : "value"))
            .filter(n -> n != NONE)
            .findFirst()
            .orElse(NONE);
  }

  private static String name(SyntaxTree tree, int parameter) {
    for (String field : new String[] {"name", "pattern", "left"}) {
      int named = tree.child(parameter, field);
      if (named != NONE) {
        return tree.text(named);
      }
    }
    return "";
  }

  private static Stream<Call> calls(
      CheckContext context, SourceModule module, Binding.Parameter parameter) {
    Target.Defined function = new Target.Defined(module, parameter.function());
    String name = name(module, parameter.function());
    return name.isEmpty()
        ? Stream.empty()
        : context.program().modules().stream()
            .filter(m -> m.file().role().deducts() && m.file().text().holds(name))
            .flatMap(
                m ->
                    ExternalCalls.nodes(m.tree())
                        .filter(n -> Expressions.calledName(m.tree(), n).equals(name))
                        .mapToObj(n -> new Call(m, n, "")))
            .filter(
                c ->
                    context.program().resolve(c.module(), c.function()).orElse(null)
                            instanceof Target.Defined d
                        && d.equals(function));
  }

  private static String name(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    int own = tree.child(function, "name");
    return tree.text(own == NONE ? tree.child(tree.parent(function), "name") : own);
  }

  private static boolean leavesOut(
      SourceModule module, Call call, Binding.Parameter parameter, String name) {
    if (call.spread() != NONE || call.option(name) != NONE) {
      return false;
    }
    List<Integer> given = call.arguments();
    int place = parameter.index() - (takesSelf(module, parameter.function()) ? 1 : 0);
    if (place >= given.size()) {
      return true;
    }
    return !parameter.path().isEmpty()
        && call.tree().is(given.get(place), "object")
        && call.tree()
            .namedChildren(given.get(place))
            .noneMatch(m -> call.tree().is(m, "spread_element"));
  }

  private static boolean takesSelf(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    int first = tree.namedChild(tree.child(function, "parameters"), 0);
    return tree.is(function, "function_definition") && tree.text(first).matches("self|cls");
  }
}
