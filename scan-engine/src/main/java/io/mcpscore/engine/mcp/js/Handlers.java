package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.js.Parameters;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The code behind a registered callback. */
final class Handlers {

  private static final int MAX_WRAPPERS = 4;
  private static final Set<String> NAMES = Set.of("identifier", "shorthand_property_identifier");

  private final Values values;

  Handlers(Values values) {
    this.values = values;
  }

  /**
   * The function that a callback is: written in place, named, returned by a factory, or wrapped.
   *
   * @param callback expression of the callback, or null
   * @param agentParameters positions that carry what the agent chose
   * @return null when it cannot be said
   */
  Handler of(Expr callback, List<Integer> agentParameters) {
    Expr function = callback == null ? null : unwrapped(callback);
    if (function == null) {
      return null;
    }
    Handler called = function.env().isEmpty() ? null : delegate(function, agentParameters);
    return called != null ? called : whole(function, agentParameters);
  }

  /** A function as a handler that belongs to one registration with its whole body. */
  static Handler whole(Expr function, List<Integer> agentParameters) {
    int parameters = Parameters.nodes(function.tree(), function.node()).size();
    return new Handler(
        function.module(),
        function.node(),
        function.tree().child(function.node(), "body"),
        agentParameters.stream().filter(p -> p < parameters).toList());
  }

  /** The function that runs in the end when a callback of one parameter is called, or null. */
  Expr function(Expr callback) {
    Expr function = unwrapped(callback);
    for (int i = 0; function != null && i < MAX_WRAPPERS; i++) {
      Handover handover = function.env().isEmpty() ? null : handover(function);
      if (handover == null) {
        return function;
      }
      function = handover.target();
    }
    return function;
  }

  private Expr unwrapped(Expr callback) {
    Expr at = values.follow(callback);
    for (int i = 0; i < MAX_WRAPPERS; i++) {
      if (at.node() == NONE || at.module().isFunction(at.node())) {
        return at.node() == NONE ? null : at;
      }
      if (!at.kind().equals("call_expression")) {
        return null;
      }
      Expr argument = functionArgument(at);
      if (argument == null) {
        return null;
      }
      at = values.follow(argument);
    }
    return null;
  }

  /** {@code withErrors("x", async (args) => …)} runs the function that it is given. */
  private Expr functionArgument(Expr call) {
    for (int a : ScriptSyntax.arguments(call.tree(), call.node()).toArray()) {
      Expr argument = values.follow(call.at(a));
      boolean wrapper = argument.kind().equals("call_expression");
      if (argument.node() != NONE && (wrapper || argument.module().isFunction(argument.node()))) {
        return argument;
      }
    }
    return null;
  }

  private Handler delegate(Expr callback, List<Integer> agentParameters) {
    Handover handover = handover(callback);
    return handover == null
        ? null
        : whole(handover.target(), carrying(handover.call(), callback, agentParameters));
  }

  private record Handover(Expr call, Expr target) {}

  /**
   * The one function that a callback in a loop hands over to: {@code (args) => t.run(args)} is
   * another function for every {@code t}.
   */
  private Handover handover(Expr callback) {
    SyntaxTree tree = callback.tree();
    int body = tree.child(callback.node(), "body");
    Handover found = null;
    for (int n : tree.subtree(body).filter(c -> tree.is(c, "call_expression")).toArray()) {
      Expr call = callback.at(n);
      Expr target = isBound(call) ? values.callee(call) : null;
      if (target != null) {
        if (found != null) {
          return null;
        }
        found = new Handover(call, target);
      }
    }
    return found;
  }

  /** Whether a call's receiver is a loop variable or a parameter with a known value. */
  private boolean isBound(Expr call) {
    SyntaxTree tree = call.tree();
    int root = tree.child(call.node(), "function");
    while (tree.is(root, "member_expression")) {
      root = tree.child(root, "object");
    }
    if (!tree.is(root, "identifier")) {
      return false;
    }
    Expr withKnowledge = values.follow(call.at(root));
    Expr without = values.followAlone(call.at(root).with(Expr.Env.EMPTY));
    return !withKnowledge.sameNode(without);
  }

  /** Positions of the arguments of a call that mention agent-chosen parameters of a function. */
  private static List<Integer> carrying(Expr call, Expr function, List<Integer> agentParameters) {
    SyntaxTree tree = call.tree();
    List<Integer> found = new ArrayList<>();
    int[] arguments = ScriptSyntax.arguments(tree, call.node()).toArray();
    for (int i = 0; i < arguments.length; i++) {
      boolean carries =
          tree.subtree(arguments[i])
              .filter(n -> NAMES.contains(tree.kind(n)))
              .anyMatch(n -> isOneOf(call.at(n), function, agentParameters));
      if (carries) {
        found.add(i);
      }
    }
    return found;
  }

  private static boolean isOneOf(Expr name, Expr function, List<Integer> positions) {
    return name.module().binding(name.node()).orElse(null) instanceof Binding.Parameter p
        && p.function() == function.node()
        && positions.contains(p.index());
  }
}
