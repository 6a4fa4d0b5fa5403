package io.mcpscore.engine.check.http;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds every way into a program over HTTP or WebSockets in one module: routes of frameworks, plain
 * servers of the standard libraries, and connections.
 */
public final class ServedRoutes {

  private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch", "all");
  private static final Set<String> DECORATORS =
      Set.of(
          "get",
          "post",
          "put",
          "delete",
          "patch",
          "route",
          "api_route",
          "custom_route",
          "websocket");
  private static final Set<String> TABLES =
      Set.of(
          "Route",
          "WebSocketRoute",
          "add_route",
          "add_api_route",
          "add_url_rule",
          "add_get",
          "add_post",
          "add_put",
          "add_delete",
          "add_patch");
  private static final String[] WORDS = {
    "express",
    "hono",
    "Hono",
    "fastify",
    "koa",
    "createServer",
    "WebSocketServer",
    "ws\"",
    "ws'",
    "fastapi",
    "FastAPI",
    "starlette",
    "flask",
    "Flask",
    "aiohttp",
    "HTTPRequestHandler",
    "websockets",
    "custom_route",
    "Router",
    "quart",
    "sanic"
  };

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;
  private final List<Served> out = new ArrayList<>();

  private ServedRoutes(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
  }

  /** Those of a module, in order. */
  public static List<Served> in(CheckContext context, SourceModule module) {
    if (!CallSites.mentions(module.file(), WORDS)) {
      return List.of();
    }
    ServedRoutes routes = new ServedRoutes(context, module);
    boolean script = module.file().language().isScript();
    CallSites.in(context, module).forEach(script ? routes::script : routes::python);
    if (!script) {
      module.tree().ofKinds("class_definition").forEach(routes::requestClass);
    }
    return routes.out;
  }

  private void script(Call call) {
    String name = CallSites.name(call);
    List<Integer> arguments = call.arguments();
    if (arguments.isEmpty()) {
      return;
    }
    if (VERBS.contains(name) && call.receiver() != NONE && isPath(arguments.getFirst())) {
      int last = arguments.getLast();
      String verb = name.equals("all") ? "ANY" : name.toUpperCase(Locale.ROOT);
      boolean guarded =
          arguments.subList(1, Math.max(1, arguments.size() - 1)).stream()
              .anyMatch(a -> AuthEvidence.isGuard(tree, a));
      add(call, arguments.getFirst(), verb, arguments.size() > 1 ? last : NONE, guarded);
    } else if (name.equals("createServer")) {
      add(call, arguments.getLast(), "ANY", arguments.getLast(), false);
    } else if (name.equals("on") && isText(arguments.getFirst(), "connection") && isSocketFile()) {
      add(taking(call, arguments.getLast()), NONE, "WS", arguments.getLast(), false);
    }
  }

  /** Where the messages of a connection are taken, else where connections are. */
  private Call taking(Call connections, int handler) {
    return tree.subtree(module.isFunction(handler) ? handler : NONE)
        .filter(n -> ExternalCalls.isCall(tree, n))
        .mapToObj(n -> CallSites.at(context, module, n))
        .filter(c -> CallSites.name(c).matches("on|addEventListener"))
        .filter(c -> !c.arguments().isEmpty() && isText(c.arguments().getFirst(), "message"))
        .findFirst()
        .orElse(connections);
  }

  private boolean isSocketFile() {
    return CallSites.mentions(module.file(), "WebSocketServer", "WebSocket.Server");
  }

  private void python(Call call) {
    String name = CallSites.name(call);
    int path = call.argument(0);
    int decorator = tree.parent(call.node());
    if (tree.is(decorator, "decorator") && DECORATORS.contains(name) && isPath(path)) {
      int function = tree.child(tree.parent(decorator), "definition");
      boolean guarded =
          call.option("dependencies") != NONE
              || decorators(decorator).anyMatch(d -> AuthEvidence.isGuard(tree, d));
      put(call, path, verb(call, name), new Target.Defined(module, function), guarded);
    } else if (TABLES.contains(name) && isPath(path)) {
      int second = call.argument(1, "endpoint");
      int handler = name.equals("add_url_rule") ? call.argument(2, "view_func") : second;
      add(call, path, verb(call, name), handler, call.option("dependencies") != NONE);
    } else if (call.callee().startsWith("websockets.") && name.equals("serve")) {
      add(call, path, "WS", path, call.option("process_request") != NONE);
    }
  }

  private Stream<Integer> decorators(int decorator) {
    return tree.children(tree.parent(decorator))
        .filter(c -> tree.is(c, "decorator") && c != decorator)
        .map(c -> tree.namedChild(c, 0))
        .boxed();
  }

  private String verb(Call call, String name) {
    String own = name.startsWith("add_") ? name.substring(4) : name;
    if (VERBS.contains(own) && !own.equals("all")) {
      return own.toUpperCase(Locale.ROOT);
    }
    if (name.toLowerCase(Locale.ROOT).startsWith("websocket")) {
      return "WS";
    }
    int methods = call.option("methods");
    if (methods == NONE) {
      // Frameworks whose routes take GET alone unless they are told otherwise.
      return "GET";
    }
    List<String> named =
        tree.namedChildren(methods)
            .map(tree::unbracketed)
            .filter(m -> Literals.isString(tree, m))
            .mapToObj(m -> Literals.content(tree, m).toUpperCase(Locale.ROOT))
            .filter(m -> !m.matches("GET|HEAD|OPTIONS"))
            .toList();
    return named.isEmpty() ? "GET" : named.getFirst();
  }

  /** {@code class Handler(BaseHTTPRequestHandler)}. */
  private void requestClass(int type) {
    boolean handler = tree.text(tree.child(type, "superclasses")).contains("HTTPRequestHandler");
    if (!handler) {
      return;
    }
    tree.namedChildren(tree.child(type, "body"))
        .filter(m -> tree.is(m, "function_definition"))
        .filter(m -> tree.text(tree.child(m, "name")).matches("do_(?:GET|POST|PUT|DELETE|PATCH)"))
        .forEach(
            m -> {
              int name = tree.child(m, "name");
              Route route = new Route(module, name, tree.end(name), m, false);
              String verb = tree.text(name).substring(3);
              out.add(new Served(route, verb, "", new Target.Defined(module, m)));
            });
  }

  private void add(Call call, int shown, String verb, int handler, boolean guarded) {
    if (handler == NONE) {
      return;
    }
    Target target =
        module.isFunction(handler)
            ? new Target.Defined(module, handler)
            : context.program().resolve(module, handler).orElse(null);
    if (target instanceof Target.Defined d) {
      put(call, shown, verb, d, guarded);
    }
  }

  private void put(Call call, int shown, String verb, Target.Defined handler, boolean guarded) {
    if (handler.node() == NONE || !handler.module().isFunction(handler.node())) {
      return;
    }
    boolean path = isPath(shown);
    int end = tree.end(path ? shown : call.function());
    String written = path ? Literals.content(tree, shown) : "";
    Route route = new Route(module, call.node(), end, handler.node(), guarded);
    out.add(new Served(route, verb, written, handler));
  }

  private boolean isPath(int node) {
    return node != NONE
        && Literals.isString(tree, node)
        && Literals.content(tree, node).startsWith("/");
  }

  private boolean isText(int node, String text) {
    return Literals.isString(tree, node) && Literals.content(tree, node).equals(text);
  }
}
