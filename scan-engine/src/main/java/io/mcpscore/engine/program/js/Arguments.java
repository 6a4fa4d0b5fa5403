package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;

/** What parameters stand for: what the callers of their function pass, as far as they agree. */
final class Arguments {

  /** A function with more callers takes something else from each. */
  private static final int MOST_CALLERS = 4;

  private Arguments() {}

  /** An expression of a module, or a type annotation of it. */
  record Passed(ScriptModule module, int node, boolean isType) {}

  /**
   * What is passed to a parameter by every caller that is known.
   *
   * @return nothing when there are none or many, or when one of them passes nothing
   */
  static List<Passed> of(CallSites sites, ScriptModule module, Binding.Parameter parameter) {
    List<CallSites.Site> callers = sites.of(module, parameter.function());
    List<Passed> out =
        callers.size() > MOST_CALLERS
            ? List.of()
            : callers.stream()
                .map(s -> new Passed(s.module(), s.argument(parameter.index()), false))
                .toList();
    return out.stream().anyMatch(p -> p.node() == NONE) ? List.of() : out;
  }

  /** The call that a function is written for as an argument, or {@code NONE}. */
  static int call(SyntaxTree tree, int function) {
    int list = tree.parent(outermost(tree, function));
    int call = tree.is(list, "arguments") ? tree.parent(list) : NONE;
    return tree.is(call, "call_expression") ? call : NONE;
  }

  /**
   * What {@code list.reduce(step, start)} starts with, which is of the kind of what it gives;
   * {@code NONE} for other calls.
   */
  static int start(SyntaxTree tree, int call) {
    String method = tree.text(tree.child(tree.child(call, "function"), "property"));
    return method.equals("reduce") || method.equals("reduceRight")
        ? ScriptSyntax.argument(tree, call, 1)
        : NONE;
  }

  /**
   * What a callback gets as a parameter: the type that the function says which takes it, or else
   * the one thing that this function calls it with.
   *
   * @param callback a function that is an argument of a call
   * @param index position of the callback's parameter
   * @param taker the function that is called
   */
  static Optional<Passed> ofCallback(SyntaxTree tree, int callback, int index, Target taker) {
    if (!(taker instanceof Target.Defined d)
        || !(d.module() instanceof ScriptModule home)
        || !home.isFunction(d.node())) {
      return Optional.empty();
    }
    int call = call(tree, callback);
    List<Integer> arguments = ScriptSyntax.arguments(tree, call).boxed().toList();
    int position = arguments.indexOf(outermost(tree, callback));
    int annotation = Parameters.type(home.tree(), d.node(), position);
    int function = home.tree().namedChild(annotation, 0);
    int type =
        home.tree().is(function, "function_type")
            ? Parameters.type(home.tree(), function, index)
            : NONE;
    if (type != NONE) {
      return Optional.of(new Passed(home, type, true));
    }
    List<Integer> given =
        home.tree()
            .subtree(d.node())
            .filter(n -> home.tree().is(n, "call_expression"))
            .filter(n -> isParameter(home, callee(home.tree(), n), d.node(), position))
            .map(n -> ScriptSyntax.argument(home.tree(), n, index))
            .boxed()
            .toList();
    return given.size() == 1 && given.getFirst() != NONE
        ? Optional.of(new Passed(home, given.getFirst(), false))
        : Optional.empty();
  }

  /** The expression with the brackets around it. */
  private static int outermost(SyntaxTree tree, int expression) {
    int at = expression;
    while (tree.is(tree.parent(at), "parenthesized_expression")) {
      at = tree.parent(at);
    }
    return at;
  }

  private static int callee(SyntaxTree tree, int call) {
    return ScriptSyntax.unwrap(tree, tree.child(call, "function"));
  }

  private static boolean isParameter(ScriptModule module, int name, int function, int position) {
    return module.tree().is(name, "identifier")
        && module.binding(name).orElse(null) instanceof Binding.Parameter p
        && p.function() == function
        && p.index() == position
        && p.path().isEmpty();
  }
}
