package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Effect;
import io.mcpscore.model.TraceStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the code behind a handler can come to through calls, whatever the values. */
final class CallGraph {

  /** Kinds of calls and of accesses to members. */
  static final String[] CALLS_AND_MEMBERS = {
    "call_expression", "new_expression", "call", "member_expression", "attribute"
  };

  private static final Set<String> ENVIRONMENT = Set.of("env", "environ");

  private static final int MOST_FUNCTIONS = 3_000;

  /** In the place of the name of what is called, when nobody knows what that is. */
  private static final String UNKNOWN = "";

  /** Packages whose asynchronous functions do nothing outside. */
  private static final Pattern INNER =
      Pattern.compile(
          "(?:asyncio|anyio|trio|Promise|mcp|fastmcp|@modelcontextprotocol/|crypto|util|timers|events"
              + "|stream|zod|pydantic|setTimeout)\\b.*");

  /** What a framework hands to a handler to talk to the client with. */
  private static final Pattern CONTEXT =
      Pattern.compile(
          "(?i)ctx|context|extra|server|mcp|app|logger|log|self\\.logger|this\\.logger");

  /** What the program itself put aside for its handlers. */
  private static final Pattern HANDED = Pattern.compile("\\.(?:lifespan_context|state)\\.");

  private final Program program;
  private final Callees callees;
  private final OwnMethods methods;
  private final Map<String, List<Outgoing>> outgoing = new HashMap<>();

  /** Effects of calls that leave the repository: many handlers come to the same ones. */
  private final Map<Outgoing, Set<Effect>> known = new IdentityHashMap<>();

  CallGraph(Program program, Callees callees, OwnMethods methods) {
    this.program = program;
    this.callees = callees;
    this.methods = methods;
  }

  /** A call, or another use of something that matters here. */
  private record Outgoing(int node, Target target) {}

  /** A stretch of code, and how the handler comes to it. */
  record Stop(SourceModule module, int start, int end, Trail trail) {}

  /**
   * Everything that a handler can come to.
   *
   * @param stops its own code and every function, by path
   * @param effects the first way to each effect
   * @param whole false when it calls something of which nobody knows what it does
   */
  record Reach(Map<String, List<Stop>> stops, Map<Effect, List<TraceStep>> effects, boolean whole) {

    /** The calls from the handler to the function that a node is in, or none. */
    List<TraceStep> way(String path, int node) {
      return stops.getOrDefault(path, List.of()).stream()
          .filter(s -> node >= s.start() && node < s.end())
          .findFirst()
          .map(s -> s.trail().steps())
          .orElse(List.of());
    }
  }

  /**
   * Follows a handler.
   *
   * @param skipped regions in its function that belong to other registrations, ordered
   */
  Reach from(Handler handler, List<Integer> skipped) {
    Map<String, List<Stop>> stops = new LinkedHashMap<>();
    Found found = new Found();
    Deque<Stop> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    SyntaxTree tree = handler.module().tree();
    Trail start = Trail.EMPTY.plus(step(handler.module(), handler.region(), "handler"));
    boolean crowded = skipped.size() > Entry.MOST_BRANCHES;
    int from = crowded ? handler.region() : handler.function();
    int end = tree.subtreeEnd(from);
    for (int region : crowded ? List.<Integer>of() : skipped) {
      if (region >= from) {
        open.add(new Stop(handler.module(), from, region, start));
        from = tree.subtreeEnd(region);
      }
    }
    open.add(new Stop(handler.module(), from, end, start));
    while (!open.isEmpty() && seen.size() < MOST_FUNCTIONS) {
      Stop stop = open.removeFirst();
      stops.computeIfAbsent(stop.module().file().path(), p -> new ArrayList<>()).add(stop);
      for (Outgoing out : outgoing(stop.module(), stop.start(), stop.end())) {
        follow(stop, own(handler, stop.module(), out), open, seen, found);
      }
    }
    Map<Effect, List<TraceStep>> traces = new EnumMap<>(Effect.class);
    found.effects.forEach((effect, trail) -> traces.put(effect, trail.steps()));
    return new Reach(stops, traces, !found.unclear);
  }

  /** A call of {@code self.method} calls that of the object's class, when that is known. */
  private Outgoing own(Handler handler, SourceModule module, Outgoing out) {
    if (handler.self() == null || !Shapes.isCall(module.tree(), out.node())) {
      return out;
    }
    return methods
        .of(handler.self(), module, Shapes.callee(module.tree(), out.node()))
        .map(m -> new Outgoing(out.node(), m))
        .orElse(out);
  }

  /** What was found so far on the ways of one handler. */
  private static final class Found {
    private final Map<Effect, Trail> effects = new EnumMap<>(Effect.class);
    private boolean unclear;
  }

  private void follow(Stop stop, Outgoing out, Deque<Stop> open, Set<String> seen, Found found) {
    SourceModule module = stop.module();
    switch (out.target()) {
      case Target.External e -> {
        Trail here =
            stop.trail()
                .plus(step(module, out.node(), label(module, out.node(), e.qualifiedName())));
        Set<Effect> effects =
            known.computeIfAbsent(out, o -> effects(module, o.node(), e.qualifiedName()));
        effects.forEach(effect -> found.effects.putIfAbsent(effect, here));
        found.unclear |= effects.isEmpty() && isUnclear(module, out.node(), e.qualifiedName());
      }
      case Target.Defined d -> {
        SyntaxTree tree = d.module().tree();
        int function =
            Shapes.isClass(tree, d.node()) ? Shapes.constructor(tree, d.node()) : d.node();
        if (function != NONE && seen.add(d.module().file().path() + "#" + function)) {
          String label = "calls " + Shapes.functionName(tree, function);
          open.addLast(
              new Stop(
                  d.module(),
                  function,
                  tree.subtreeEnd(function),
                  stop.trail().plus(step(module, out.node(), label))));
        }
      }
    }
  }

  private static String label(SourceModule module, int node, String name) {
    return name.equals(UNKNOWN)
        ? "calls " + Shapes.memberName(module.tree(), Shapes.callee(module.tree(), node))
        : "uses " + Shapes.brief(name);
  }

  /**
   * Whether a call of which nothing is known may do anything: any method of an object that nobody
   * knows, but of a package only what is waited for, because little else of packages is outside.
   */
  private static boolean isUnclear(SourceModule module, int node, String name) {
    SyntaxTree tree = module.tree();
    if (!Shapes.isCall(tree, node)) {
      return false;
    }
    int callee = Shapes.callee(tree, node);
    boolean talks =
        Shapes.isMember(tree, callee)
            && CONTEXT.matcher(tree.text(Shapes.owner(tree, callee))).matches();
    boolean handed = HANDED.matcher(name).find();
    boolean waits = handed || tree.kind(tree.parent(node)).startsWith("await");
    return !talks && (waits || name.equals(UNKNOWN)) && (handed || !INNER.matcher(name).matches());
  }

  private Set<Effect> effects(SourceModule module, int node, String name) {
    SyntaxTree tree = module.tree();
    if (!Shapes.isCall(tree, node)) {
      return environment(module, node, name);
    }
    if (name.equals("os.getenv") || name.startsWith("os.environ.")) {
      return environment(module, tree.namedChild(tree.child(node, "arguments"), 0), "os.environ");
    }
    // The npm package of this name starts a browser; Python's built-in opens a file.
    boolean browser = name.equals("open") && module.file().language().isScript();
    Set<Effect> effects =
        browser ? Set.of(Effect.EXEC) : EffectCatalog.effects(name, mode(module, node));
    int callee = Shapes.callee(tree, node);
    return effects.isEmpty() && Shapes.isMember(tree, callee)
        ? EffectCatalog.ofMethod(Shapes.memberName(tree, callee)).orElse(effects)
        : effects;
  }

  /** Reading a variable that is named like a secret is both. */
  private Set<Effect> environment(SourceModule module, int node, String name) {
    if (!name.equals("process.env") && !name.equals("os.environ")) {
      return Set.of();
    }
    if (node == NONE) {
      return Set.of(Effect.ENV);
    }
    SyntaxTree tree = module.tree();
    int parent = tree.parent(node);
    String variable = program.constant(module, node).asText();
    if (Shapes.isMember(tree, parent)) {
      variable = Shapes.memberName(tree, parent);
    } else if (Shapes.isItem(tree, parent)) {
      variable = program.constant(module, Shapes.index(tree, parent)).asText();
    }
    return EffectCatalog.isSecretName(variable)
        ? Set.of(Effect.ENV, Effect.SECRETS)
        : Set.of(Effect.ENV);
  }

  /** The mode of {@code open(path, mode)}, wherever it stands. */
  private String mode(SourceModule module, int call) {
    for (Shapes.Argument argument : Shapes.arguments(module.tree(), call)) {
      JsonNode constant = program.constant(module, argument.node());
      boolean mode = constant.isTextual() && constant.textValue().matches("[rwax+btU]{1,4}");
      if (mode && (argument.name() == null || argument.name().equals("mode"))) {
        return constant.textValue();
      }
    }
    return "";
  }

  /** Takes a call of a function of the repository. */
  interface CallVisitor {
    /**
     * One call.
     *
     * @param target key of the function that is called, as in {@link Callers#key}
     */
    void visit(SourceModule module, int node, String target);
  }

  /** Goes through every call of a function or class of the repository. */
  void forEachCall(CallVisitor visitor) {
    for (SourceModule module : program.modules()) {
      for (Outgoing out : allOf(module)) {
        if (out.target() instanceof Target.Defined d) {
          SyntaxTree tree = d.module().tree();
          int function =
              Shapes.isClass(tree, d.node()) ? Shapes.constructor(tree, d.node()) : d.node();
          if (function != NONE) {
            visitor.visit(module, out.node(), Callers.key(d.module(), function));
          }
        }
      }
    }
  }

  private synchronized List<Outgoing> allOf(SourceModule module) {
    return outgoing.computeIfAbsent(module.file().path(), path -> outgoing(module));
  }

  private List<Outgoing> outgoing(SourceModule module, int start, int end) {
    List<Outgoing> all = allOf(module);
    return all.subList(firstFrom(all, start), firstFrom(all, end));
  }

  /** Place of the first one at or behind a node; they are ordered by their nodes. */
  private static int firstFrom(List<Outgoing> all, int node) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).node() < node) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private List<Outgoing> outgoing(SourceModule module) {
    SyntaxTree tree = module.tree();
    List<Outgoing> out = new ArrayList<>();
    for (int node : tree.ofKinds(CALLS_AND_MEMBERS).toArray()) {
      int at = node;
      if (Shapes.isCall(tree, node)) {
        callees
            .of(module, Shapes.callee(tree, node))
            .map(Callees.Callee::targets)
            .or(() -> unknown(module, at).map(Stream::of))
            .orElseGet(Stream::empty)
            .filter(t -> isFollowed(t))
            .forEach(t -> out.add(new Outgoing(at, t)));
        passedFunctions(module, node, out);
      } else if (Shapes.isMember(tree, node)
          && ENVIRONMENT.contains(Shapes.memberName(tree, node))) {
        program
            .resolve(module, node)
            .filter(Target.External.class::isInstance)
            .ifPresent(t -> out.add(new Outgoing(at, t)));
      } else {
        callees.property(module, node).ifPresent(t -> out.add(new Outgoing(at, t)));
      }
    }
    return out;
  }

  /** A method of an object that nobody knows, unless its name says that it does nothing. */
  private static Optional<Target> unknown(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int callee = Shapes.callee(tree, call);
    if (!Shapes.isMember(tree, callee)) {
      return Optional.empty();
    }
    boolean harmless =
        EffectCatalog.ofMethod(Shapes.memberName(tree, callee)).filter(Set::isEmpty).isPresent();
    return harmless ? Optional.empty() : Optional.of(new Target.External(UNKNOWN));
  }

  /** Functions that are handed over by name, or through {@code bind}, will be called. */
  private void passedFunctions(SourceModule module, int call, List<Outgoing> out) {
    SyntaxTree tree = module.tree();
    int callee = Shapes.callee(tree, call);
    boolean forwards =
        Shapes.isMember(tree, callee)
            && OwnCalls.FORWARDING.contains(Shapes.memberName(tree, callee));
    IntStream.concat(
            IntStream.of(forwards ? Shapes.owner(tree, callee) : NONE),
            Shapes.arguments(tree, call).stream().mapToInt(Shapes.Argument::node))
        .filter(n -> tree.is(n, "identifier") || Shapes.isMember(tree, n))
        .mapToObj(n -> program.resolve(module, n))
        .flatMap(Optional::stream)
        .filter(t -> t instanceof Target.Defined d && d.module().isFunction(d.node()))
        .forEach(t -> out.add(new Outgoing(call, t)));
  }

  private static boolean isFollowed(Target target) {
    return !(target instanceof Target.Defined d)
        || d.module().isFunction(d.node())
        || Shapes.isClass(d.module().tree(), d.node());
  }

  private static TraceStep step(SourceModule module, int node, String label) {
    return new TraceStep(module.file().path(), module.tree().line(node), label);
  }
}
