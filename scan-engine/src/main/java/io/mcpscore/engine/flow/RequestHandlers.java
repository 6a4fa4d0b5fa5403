package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyArguments;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Finds the functions that answer HTTP requests of the server's own endpoints. */
final class RequestHandlers {

  private static final Pattern SCRIPT_METHOD =
      Pattern.compile("get|post|put|delete|patch|all|use|route|options|head|createServer|on");
  private static final Pattern PYTHON_DECORATOR =
      Pattern.compile("route|get|post|put|delete|patch|api_route|custom_route|websocket");
  private static final Pattern PYTHON_ROUTE =
      Pattern.compile("Route|WebSocketRoute|add_route|add_get|add_post|add_api_route|add_url_rule");

  /** Parameters that the framework fills, not the client. */
  private static final Pattern INJECTED =
      Pattern.compile(
          "Depends|Session|BackgroundTasks|Response|Context|State|: *(?:int|float|bool)\\b");

  /** Nodes that may make a handler of something. */
  private static final String[] TELLING = {
    "call_expression", "new_expression", "call", "decorator", "class_definition"
  };

  private final Program program;
  private final List<Entry> found = new ArrayList<>();
  private final Set<String> seen = new LinkedHashSet<>();

  private RequestHandlers(Program program) {
    this.program = program;
  }

  /** The handlers in the repository's own code, ordered by file and offset. */
  static List<Entry> of(Program program) {
    RequestHandlers handlers = new RequestHandlers(program);
    for (SourceModule module : program.modules()) {
      if (module.file().role().deducts()) {
        handlers.collect(module);
      }
    }
    return handlers.found;
  }

  private void collect(SourceModule module) {
    SyntaxTree tree = module.tree();
    boolean script = module.file().language().isScript();
    for (int node : tree.ofKinds(TELLING).toArray()) {
      if (Shapes.isCall(tree, node)) {
        if (script) {
          scriptRoute(module, node);
        } else {
          pythonRoute(module, node);
        }
      } else if (tree.is(node, "decorator")) {
        decorated(module, node);
      } else {
        requestClass(module, node);
      }
    }
  }

  /** {@code app.post("/path", handler)}, {@code http.createServer(handler)}. */
  private void scriptRoute(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int callee = Shapes.callee(tree, call);
    boolean member = Shapes.isMember(tree, callee);
    String name = member ? Shapes.memberName(tree, callee) : tree.text(callee);
    if (!SCRIPT_METHOD.matcher(name).matches()) {
      return;
    }
    List<Shapes.Argument> arguments = Shapes.arguments(tree, call);
    boolean server = name.equals("createServer");
    boolean routed = !arguments.isEmpty() && isPath(module, arguments.getFirst().node());
    boolean middleware = name.equals("use") && member;
    if (!server && !middleware && (!routed || !member)) {
      return;
    }
    for (Shapes.Argument argument : arguments) {
      Target target =
          Shapes.isFunctionLiteral(tree, argument.node())
              ? new Target.Defined(module, argument.node())
              : program.resolve(module, argument.node()).orElse(null);
      if (target instanceof Target.Defined d && d.module().isFunction(d.node())) {
        int count = Shapes.parameters(d.module(), d.node()).size();
        add(d.module(), d.node(), List.of(count == 4 ? 1 : 0));
      }
    }
  }

  private boolean isPath(SourceModule module, int argument) {
    if (module.tree().is(argument, "regex")) {
      return true;
    }
    JsonNode text = program.constant(module, argument);
    return text.isTextual() && text.textValue().matches("[/*][^\\n]{0,200}");
  }

  /** {@code Route("/path", endpoint)}, {@code app.router.add_get("/path", handler)}. */
  private void pythonRoute(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    if (isApplied(module, call)) {
      handler(module, tree.namedChild(tree.child(call, "arguments"), 0));
      return;
    }
    String callee = tree.text(Shapes.callee(tree, call));
    String name = callee.substring(callee.lastIndexOf('.') + 1);
    if (!PYTHON_ROUTE.matcher(name).matches()) {
      return;
    }
    List<Shapes.Argument> arguments = Shapes.arguments(tree, call);
    if (arguments.isEmpty() || !isPath(module, arguments.getFirst().node())) {
      return;
    }
    for (Shapes.Argument argument : arguments.subList(1, arguments.size())) {
      handler(module, argument.node());
    }
  }

  private void handler(SourceModule module, int expression) {
    if (program.resolve(module, expression).orElse(null) instanceof Target.Defined d
        && d.module().isFunction(d.node())) {
      add(d.module(), d.node(), clientParameters(d.module(), d.node()));
    }
  }

  /** {@code app.custom_route("/path", methods=["GET"])(handler)}: a decorator that is called. */
  private boolean isApplied(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int decorator = Shapes.callee(tree, call);
    return Shapes.isCall(tree, decorator)
        && Shapes.isMember(tree, Shapes.callee(tree, decorator))
        && PYTHON_DECORATOR
            .matcher(Shapes.memberName(tree, Shapes.callee(tree, decorator)))
            .matches()
        && isPath(module, tree.namedChild(tree.child(decorator, "arguments"), 0));
  }

  /** {@code @app.get("/path")}. */
  private void decorated(SourceModule module, int decorator) {
    SyntaxTree tree = module.tree();
    int call = tree.namedChild(decorator, 0);
    int callee = tree.child(call, "function");
    int function = tree.child(tree.parent(decorator), "definition");
    if (!Shapes.isCall(tree, call)
        || !Shapes.isMember(tree, callee)
        || !PYTHON_DECORATOR.matcher(Shapes.memberName(tree, callee)).matches()
        || function == NONE
        || !module.isFunction(function)) {
      return;
    }
    List<Shapes.Argument> arguments = Shapes.arguments(tree, call);
    if (!arguments.isEmpty() && isPath(module, arguments.getFirst().node())) {
      add(module, function, clientParameters(module, function));
    }
  }

  private static List<Integer> clientParameters(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    List<Shapes.Parameter> parameters = Shapes.parameters(module, function);
    return IntStream.range(PySyntax.takesSelf(tree, function) ? 1 : 0, parameters.size())
        .filter(i -> !INJECTED.matcher(tree.text(tree.parent(parameters.get(i).node()))).find())
        .boxed()
        .toList();
  }

  /** {@code class Callback(BaseHTTPRequestHandler)}: the request is in members of {@code self}. */
  private void requestClass(SourceModule module, int type) {
    SyntaxTree tree = module.tree();
    boolean handler =
        PyArguments.of(tree, type).positional().stream()
            .anyMatch(base -> tree.text(base).endsWith("HTTPRequestHandler"));
    if (handler) {
      tree.namedChildren(tree.child(type, "body"))
          .filter(m -> tree.is(m, "function_definition"))
          .filter(m -> tree.text(tree.child(m, "name")).startsWith("do_"))
          .forEach(m -> add(module, m, List.of(0)));
    }
  }

  private void add(SourceModule module, int function, List<Integer> parameters) {
    if (!parameters.isEmpty() && seen.add(Callers.key(module, function))) {
      found.add(Entry.request(new Handler(module, function, function, parameters)));
    }
  }
}
