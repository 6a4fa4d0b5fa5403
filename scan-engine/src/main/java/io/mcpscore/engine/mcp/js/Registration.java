package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.js.ScriptSyntax;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A call that registers something with a server.
 *
 * @param method name of the called method, such as {@code registerTool}
 * @param call the call
 * @param arguments its arguments, the server not among them
 */
record Registration(String method, Expr call, List<Expr> arguments) {

  static Registration of(String method, Expr call, int skip) {
    IntStream arguments = ScriptSyntax.arguments(call.tree(), call.node()).skip(skip);
    return new Registration(method, call, arguments.mapToObj(call::at).toList());
  }

  /** An argument, or null. */
  Expr argument(int index) {
    return index < arguments.size() ? arguments.get(index) : null;
  }

  /** The last argument, where the callback stands, or null. */
  Expr last() {
    return arguments.isEmpty() ? null : arguments.getLast();
  }

  /** The same call with names around it known. */
  Registration in(Expr.Env env) {
    return new Registration(
        method, call.with(env), arguments.stream().map(a -> a.with(env)).toList());
  }

  /** Function that the call stands in, or {@code SyntaxTree.NONE}. */
  int enclosingFunction() {
    return call.node() == NONE ? NONE : ScriptSyntax.enclosingFunction(call.tree(), call.node());
  }
}
