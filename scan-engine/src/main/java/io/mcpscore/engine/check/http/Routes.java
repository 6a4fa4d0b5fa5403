package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the handlers of HTTP requests in one module, by the habits of the usual frameworks. */
public final class Routes {

  private static final Set<String> METHODS =
      Set.of(
          "get",
          "post",
          "put",
          "delete",
          "patch",
          "all",
          "route",
          "api_route",
          "websocket",
          "custom_route");

  private Routes() {}

  /** Those of a module, in order. */
  public static List<Route> in(CheckContext context, SourceModule module) {
    List<Route> out = new ArrayList<>();
    List<Call> calls =
        CallSites.in(context, module).filter(c -> METHODS.contains(CallSites.name(c))).toList();
    boolean script = module.file().language().isScript();
    boolean all = !calls.isEmpty() && isGuardedAsAWhole(context, module);
    for (Call call : calls) {
      int path = call.argument(0);
      if (isPath(call.tree(), path)) {
        Optional<Route> route =
            script ? ofScript(context, call, path, all) : ofPython(context, call, path, all);
        route.ifPresent(out::add);
      }
    }
    return out;
  }

  private static boolean isPath(SyntaxTree tree, int node) {
    return Literals.isString(tree, node) && Literals.content(tree, node).startsWith("/");
  }

  private static Optional<Route> ofScript(CheckContext context, Call call, int path, boolean all) {
    List<Integer> arguments = call.arguments();
    int last = arguments.getLast();
    int function = functionOf(context, call.module(), last);
    if (arguments.size() < 2 || function == SyntaxTree.NONE) {
      return Optional.empty();
    }
    boolean guarded =
        all
            || arguments.subList(1, arguments.size() - 1).stream()
                .anyMatch(a -> AuthEvidence.isGuard(call.tree(), a))
            || asks(context, call.module(), function);
    return Optional.of(
        new Route(call.module(), call.node(), call.tree().end(path), function, guarded));
  }

  private static Optional<Route> ofPython(CheckContext context, Call call, int path, boolean all) {
    SyntaxTree tree = call.tree();
    int decorator = tree.parent(call.node());
    int function =
        tree.is(decorator, "decorator")
            ? tree.child(tree.parent(decorator), "definition")
            : SyntaxTree.NONE;
    if (!tree.is(function, "function_definition")) {
      return Optional.empty();
    }
    boolean guarded =
        all
            || asks(context, call.module(), function)
            || call.option("dependencies") != SyntaxTree.NONE
            || tree.children(tree.parent(decorator))
                .filter(c -> tree.is(c, "decorator") && c != decorator)
                .anyMatch(c -> AuthEvidence.isGuard(tree, tree.namedChild(c, 0)));
    return Optional.of(new Route(call.module(), call.node(), tree.end(path), function, guarded));
  }

  private static int functionOf(CheckContext context, SourceModule module, int expression) {
    if (module.isFunction(expression)) {
      return expression;
    }
    return context.program().resolve(module, expression).orElse(null) instanceof Target.Defined d
            && d.module().equals(module)
            && module.isFunction(d.node())
        ? d.node()
        : SyntaxTree.NONE;
  }

  private static boolean asks(CheckContext context, SourceModule module, int function) {
    return module.tree().subtree(function).anyMatch(n -> AuthEvidence.shows(context, module, n));
  }

  /** {@code app.use(auth)}, {@code app.add_middleware(Auth)} in the same file. */
  private static boolean isGuardedAsAWhole(CheckContext context, SourceModule module) {
    SyntaxTree tree = module.tree();
    return ExternalCalls.nodes(tree)
        .filter(n -> isInstall(CallSites.name(new Call(module, n, ""))))
        .anyMatch(n -> AuthEvidence.shows(context, module, n));
  }

  private static boolean isInstall(String name) {
    return name.equals("use") || name.equals("add_middleware") || name.equals("addHook");
  }
}
