package io.mcpscore.engine.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A registered handler: where values that an agent chooses come in.
 *
 * @param tool name of the tool, or null for a prompt, a resource or an HTTP request
 * @param kind what its values are called, or null for a function that is not registered
 * @param handler its code
 * @param schema schema that the framework holds the values against, or null
 * @param skipped branches of other registrations in the same function, ordered
 */
record Entry(String tool, String kind, Handler handler, JsonNode schema, List<Integer> skipped) {

  /** Copies the list. */
  Entry {
    skipped = List.copyOf(skipped);
  }

  /** What values of HTTP requests are called. */
  static final String REQUEST = "HTTP request";

  /** Of one function: with more, it is followed as a whole and not once for each. */
  static final int MOST_BRANCHES = 400;

  private static final Set<String> SELF = Set.of("self", "cls", "this");

  /** Names that say where arguments lie, and not which. */
  private static final Set<String> ENVELOPE =
      Set.of("params", "arguments", "args", "input", "request", "req", "kwargs");

  /** A function that anybody may call; only what it takes from sources itself matters. */
  static Entry function(SourceModule module, int function) {
    return new Entry(
        null, null, new Handler(module, function, function, List.of()), null, List.of());
  }

  /**
   * Whether a function is there for other parts of the program: named, and not the program's start.
   */
  static boolean isOffered(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    String name = Shapes.functionName(tree, function);
    return !name.equals("a function") && !name.equals("main") && !name.equals("constructor");
  }

  /** A function whose callers are not known. */
  static Entry parameters(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    List<Shapes.Parameter> all = Shapes.parameters(module, function);
    List<Integer> taking = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String written = tree.text(all.get(i).node());
      if (!SELF.contains(all.get(i).name()) && !written.isEmpty()) {
        taking.add(i);
      }
    }
    return new Entry(null, null, new Handler(module, function, function, taking), null, List.of());
  }

  /** A handler of HTTP requests. */
  static Entry request(Handler handler) {
    return new Entry(null, REQUEST, handler, null, List.of());
  }

  /** Whether the function is registered with the server. */
  boolean isRegistered() {
    return kind != null;
  }

  /** Whether what it gives back goes to the agent. */
  boolean answersAgents() {
    return kind != null && !kind.equals(REQUEST);
  }

  /**
   * Every entry of a model: tools, prompts, resources.
   *
   * @param enforcement which tools get nothing that their schema refuses
   */
  static List<Entry> of(McpModel model, Enforcement enforcement) {
    Map<String, List<Integer>> regions = regions(model);
    List<Entry> out = new ArrayList<>();
    for (ToolDeclaration tool : model.tools()) {
      if (isFollowed(tool.handler(), regions)) {
        JsonNode schema = enforcement.of(tool) ? tool.inputSchema() : null;
        out.add(entry(tool.name(), "tool argument", tool.handler(), schema, regions));
      }
    }
    model.prompts().stream()
        .filter(p -> isFollowed(p.handler(), regions))
        .forEach(p -> out.add(entry(null, "prompt argument", p.handler(), null, regions)));
    model.resources().stream()
        .filter(r -> isFollowed(r.handler(), regions))
        .forEach(r -> out.add(entry(null, "resource parameter", r.handler(), null, regions)));
    for (Handler dispatcher : model.dispatchers()) {
      List<Integer> known = regions.getOrDefault(key(dispatcher), List.of());
      if (known.size() > MOST_BRANCHES) {
        out.add(new Entry(null, "tool argument", dispatcher, null, List.of()));
      } else if (!known.contains(dispatcher.region())) {
        out.add(new Entry(null, "tool argument", dispatcher, null, known));
      }
    }
    return out;
  }

  private static boolean isFollowed(Handler handler, Map<String, List<Integer>> regions) {
    return handler != null && regions.getOrDefault(key(handler), List.of()).size() <= MOST_BRANCHES;
  }

  private static Entry entry(
      String tool,
      String kind,
      Handler handler,
      JsonNode schema,
      Map<String, List<Integer>> regions) {
    return new Entry(tool, kind, handler, schema, skipped(handler, regions));
  }

  /** Branches in a handler's function that are other registrations' alone. */
  static List<Integer> skipped(Handler handler, Map<String, List<Integer>> regions) {
    SyntaxTree tree = handler.module().tree();
    return regions.getOrDefault(key(handler), List.of()).stream()
        .filter(r -> !tree.within(handler.region(), r))
        .filter(r -> !tree.within(r, handler.region()))
        .toList();
  }

  /** The regions of all registrations, each once and ordered, by the function that holds them. */
  static Map<String, List<Integer>> regions(McpModel model) {
    Map<String, Set<Integer>> regions = new HashMap<>();
    List<Handler> handlers = new ArrayList<>();
    model.tools().forEach(t -> handlers.add(t.handler()));
    model.prompts().forEach(p -> handlers.add(p.handler()));
    model.resources().forEach(r -> handlers.add(r.handler()));
    for (Handler handler : handlers) {
      if (handler != null) {
        regions.computeIfAbsent(key(handler), k -> new TreeSet<>()).add(handler.region());
      }
    }
    Map<String, List<Integer>> out = new HashMap<>();
    regions.forEach((function, nodes) -> out.put(function, List.copyOf(nodes)));
    return out;
  }

  private static String key(Handler handler) {
    return handler.module().file().path() + "#" + handler.function();
  }

  /** The values that the handler starts with. */
  Environment environment() {
    Environment out = new Environment();
    SourceModule module = handler.module();
    List<Shapes.Parameter> parameters = Shapes.parameters(module, handler.function());
    for (int position : handler.agentParameters()) {
      if (position < parameters.size()) {
        Taint taint =
            new Taint(
                new Taint.Origin(position, List.of()),
                0,
                schemaOf(parameters.get(position)),
                Trail.EMPTY);
        boolean request = REQUEST.equals(kind);
        Value value = request ? request(taint, parameters, position) : Value.of(taint);
        out.put(Frame.parameter(module, handler.function(), position), value);
      }
    }
    return out;
  }

  /** A request, of which the server itself fills some members; or an object that holds one. */
  private static Value request(Taint taint, List<Shapes.Parameter> parameters, int position) {
    Value out = Value.CLEAN;
    if (parameters.get(position).name().equals("self")) {
      for (String member : List.of("path", "headers", "rfile", "requestline")) {
        out = out.with(List.of(member), Value.of(taint.member(member, null)));
      }
      return out;
    }
    out = Value.of(taint);
    for (String member :
        List.of("user", "session", "auth", "app", "state", "server", "res", "env")) {
      out = out.with(List.of(member), Value.CLEAN);
    }
    return out;
  }

  /** Of a parameter's own name, else of all arguments together. */
  private JsonNode schemaOf(Shapes.Parameter parameter) {
    if (schema == null) {
      return null;
    }
    boolean script = handler.module().file().language().isScript();
    JsonNode own = schema.path("properties").path(parameter.name());
    if (!script && own.isObject()) {
      return own;
    }
    return handler.agentParameters().size() == 1 || script ? schema : null;
  }

  /** The first step of a trace. */
  TraceStep source(Taint.Origin origin) {
    SourceModule module = handler.module();
    List<Shapes.Parameter> parameters = Shapes.parameters(module, handler.function());
    Shapes.Parameter parameter =
        origin.parameter() >= 0 && origin.parameter() < parameters.size()
            ? parameters.get(origin.parameter())
            : null;
    String own = parameter == null ? "" : parameter.name();
    boolean envelope =
        own.isEmpty() || ENVELOPE.contains(own) || module.file().language().isScript();
    String name =
        origin.path().stream()
            .filter(n -> envelope && !ENVELOPE.contains(n))
            .findFirst()
            .orElse(own);
    int node = parameter == null ? handler.function() : parameter.node();
    String what = kind == null ? "parameter" : kind;
    return new TraceStep(
        module.file().path(), module.tree().line(node), name.isEmpty() ? what : what + " " + name);
  }
}
