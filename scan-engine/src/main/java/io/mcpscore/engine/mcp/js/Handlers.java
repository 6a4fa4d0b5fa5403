package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.js.Handovers.Handover;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.ClassMembers;
import io.mcpscore.engine.program.js.Parameters;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** The code behind a registered callback. */
final class Handlers {

  private static final int MAX_WRAPPERS = 4;
  private static final List<Integer> FIRST = List.of(0);

  private final Values values;
  private final Handovers handovers;

  Handlers(Values values) {
    this.values = values;
    this.handovers = new Handovers(values);
  }

  /**
   * The function that a callback is: written in place, named, returned by a factory, or wrapped.
   *
   * @param callback expression of the callback, or null
   * @param agentParameters positions that carry what the agent chose
   * @param name the name that it is registered under, or null when that is not known
   * @return null when it cannot be said
   */
  Handler of(Expr callback, List<Integer> agentParameters, Expr name) {
    Expr function = callback == null ? null : unwrapped(callback);
    if (function == null) {
      return null;
    }
    for (int i = 0; i < MAX_WRAPPERS; i++) {
      Handover handover = handovers.of(function, agentParameters, name);
      if (handover == null) {
        break;
      }
      function = handover.target();
      agentParameters = handover.agentParameters();
    }
    Handler whole = whole(function, agentParameters);
    Expr type = values.selfType(function);
    // A class without a base has no code that could call what others implement.
    boolean inherits = type != null && ClassMembers.superclass(type.tree(), type.node()) != NONE;
    return inherits
        ? new Handler(
            whole.module(),
            whole.function(),
            whole.region(),
            whole.agentParameters(),
            new Target.Defined(type.module(), type.node()))
        : whole;
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
      Handover handover = handovers.of(function, FIRST, null);
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

  /**
   * {@code layers.reduceRight((next, layer) => layer(next), handler)} wraps what it begins with.
   */
  private Expr folded(Expr call) {
    SyntaxTree tree = call.tree();
    String method = tree.text(tree.child(tree.child(call.node(), "function"), "property"));
    int start = ScriptSyntax.argument(tree, call.node(), 1);
    if (start == NONE || !method.matches("reduce|reduceRight")) {
      return null;
    }
    Expr wrapped = values.follow(call.at(start));
    boolean wrapper = wrapped.kind().equals("call_expression");
    return wrapper || wrapped.module().isFunction(wrapped.node()) ? wrapped : null;
  }

  /** {@code withErrors("x", async (args) => …)} runs the function that it is given. */
  private Expr functionArgument(Expr call) {
    Expr folded = folded(call);
    if (folded != null) {
      return folded;
    }
    for (int a : ScriptSyntax.arguments(call.tree(), call.node()).toArray()) {
      Expr argument = values.follow(call.at(a));
      boolean wrapper = argument.kind().equals("call_expression");
      if (argument.node() != NONE && (wrapper || argument.module().isFunction(argument.node()))) {
        return argument;
      }
    }
    return null;
  }
}
