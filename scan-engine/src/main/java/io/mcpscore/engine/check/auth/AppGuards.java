package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.http.AuthEvidence;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Whether something asks callers who they are before any route of an application is chosen. */
final class AppGuards {

  private static final Set<String> INSTALLS =
      Set.of("use", "add_middleware", "Middleware", "addHook", "before_request", "register");
  private static final Set<String> APPS =
      Set.of("FastAPI", "APIRouter", "include_router", "Flask", "Starlette", "mount");

  private final CheckContext context;
  private final RouteGuards guards;
  private final Map<String, Boolean> installing = new HashMap<>();

  AppGuards(CheckContext context, RouteGuards guards) {
    this.context = context;
    this.guards = guards;
  }

  /** Whether one is installed in what runs together with a file. */
  boolean has(HttpServers servers, SourceFile file) {
    return servers
        .modules(file)
        .anyMatch(m -> installing.computeIfAbsent(m.file().path(), p -> installs(m)));
  }

  private boolean installs(SourceModule module) {
    boolean called = CallSites.in(context, module).anyMatch(this::isGuard);
    return called || module.tree().ofKinds("decorator").anyMatch(d -> isHook(module, d));
  }

  private boolean isGuard(Call call) {
    String name = CallSites.name(call);
    if (APPS.contains(name) && call.option("dependencies") != SyntaxTree.NONE) {
      return true;
    }
    return INSTALLS.contains(name)
        && call.arguments().stream().anyMatch(a -> asks(call.module(), a));
  }

  private boolean asks(SourceModule module, int argument) {
    return AuthEvidence.isGuard(module.tree(), argument)
        || (module.isFunction(argument)
            ? guards.asks(new Target.Defined(module, argument))
            : context.program().resolve(module, argument).orElse(null) instanceof Target.Defined d
                && guards.asks(d));
  }

  /** {@code @app.middleware("http")} above a function that asks. */
  private boolean isHook(SourceModule module, int decorator) {
    SyntaxTree tree = module.tree();
    String written = tree.text(tree.namedChild(decorator, 0));
    int function = tree.child(tree.parent(decorator), "definition");
    return written.matches("(?s)\\w{1,40}\\.(?:middleware|before_request|before_app_request)\\b.*")
        && function != SyntaxTree.NONE
        && guards.asks(new Target.Defined(module, function));
  }
}
