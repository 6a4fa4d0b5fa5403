package io.mcpscore.engine.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.js.SchemaCalls;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.FunctionTables;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.ClassMembers;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The search for one rule: summaries of functions, and the limits of the work. */
final class TaintRun {

  private static final int DEEPEST_NESTING = 350;
  private static final int DEEPEST_CALLS = 6;
  private static final int MOST_HITS = 500;
  private static final int STEPS_A_HANDLER = 400_000;

  private record Key(
      String path,
      int function,
      List<Value.Shape> parameters,
      Value.Shape receiver,
      Map<Integer, Target.Defined> functions,
      Target.Defined self) {}

  private record Test(
      String path, int function, boolean outcome, String part, Target.Defined self) {}

  private final Program program;
  private final Callees callees;
  private final OwnMethods methods;
  private final SchemaCalls schemaCalls;
  private final Validators validators;
  private final ModelFields models;
  private final SinkRule rule;
  private final SinkNodes.Sinks sinks;
  private final SourceNodes.Sources sources;
  private final Set<String> sourced;

  /** A summary, with the depth that was left for it and whether that was too little. */
  private record Known(Summary summary, int depthLeft, boolean cut) {}

  private final Map<Key, Known> summaries = new HashMap<>();
  private final Map<Test, Set<Integer>> tests = new HashMap<>();
  private final Map<String, Set<Integer>> ran = new HashMap<>();
  private final Map<String, Boolean> admitted = new HashMap<>();
  private final Set<String> active = new HashSet<>();
  private Target.Defined self;
  private int nesting;
  private int calls;
  private int steps;
  private int cuts;

  /**
   * Prepares a search.
   *
   * @param methods what objects of known classes call their own
   * @param schemaCalls calls that hold values against schemas
   * @param sinks the sinks of the rule
   * @param sources what stands in the program and is a source of the rule
   * @param sourced keys of the functions that can come to one of them
   */
  TaintRun(
      Program program,
      Callees callees,
      OwnMethods methods,
      SchemaCalls schemaCalls,
      SinkRule rule,
      SinkNodes.Sinks sinks,
      SourceNodes.Sources sources,
      Set<String> sourced) {
    this.program = program;
    this.callees = callees;
    this.methods = methods;
    this.schemaCalls = schemaCalls;
    this.validators = new Validators(this);
    this.models = new ModelFields(program, validators);
    this.rule = rule;
    this.sinks = sinks;
    this.sources = sources;
    this.sourced = sourced;
  }

  /** The expressions of a node that the rule watches. */
  List<Integer> sinks(SourceModule module, int node) {
    return sinks.at(module.file().path(), node);
  }

  /** What an expression brings in by itself, or null. */
  String source(SourceModule module, int expression) {
    return sources.at(module.file().path(), expression);
  }

  /** Whether a function is worth a look although nothing that matters is passed to it. */
  boolean followsSources(SourceModule module, int function) {
    return !sourced.isEmpty() && sourced.contains(Callers.key(module, function));
  }

  /** What a handler is called with. */
  Environment passed(Entry entry) {
    return rule.agentIsSource()
        ? validators.passed(entry.handler(), entry.environment())
        : new Environment();
  }

  /** What classes of models let through. */
  ModelFields models() {
    return models;
  }

  SinkRule rule() {
    return rule;
  }

  /** The schema that a call holds its first argument against. */
  Optional<JsonNode> schemaOf(SourceModule module, int call) {
    return schemaCalls.at(module, call);
  }

  /** The value, clean when the schema that it was held against lets nothing harmful through. */
  Value admits(Value value) {
    JsonNode schema = value.taint() == null ? null : value.taint().schema();
    boolean harmless =
        schema != null
            && schema.has("pattern")
            && admitted.computeIfAbsent(schema.path("pattern").asText(), rule::admits);
    return harmless ? Value.CLEAN : value;
  }

  /** Starts counting the work anew, for a handler. */
  void restart(Handler handler) {
    steps = 0;
    self = handler.self();
  }

  /** Goes one level deeper when that is allowed; then {@link #leave} must follow. */
  boolean enter() {
    if (nesting >= DEEPEST_NESTING || steps >= STEPS_A_HANDLER) {
      cuts++;
      return false;
    }
    nesting++;
    steps++;
    return true;
  }

  void leave() {
    nesting--;
  }

  /** The method that runs when a member is read. */
  Optional<Target.Defined> property(SourceModule module, int member) {
    return callees.property(module, member);
  }

  Optional<Target> resolve(SourceModule module, int expression) {
    Optional<Target.Defined> own = methods.of(self, module, expression);
    return own.isPresent() ? own.map(m -> m) : program.resolve(module, expression);
  }

  Optional<Callees.Callee> callee(SourceModule module, int expression) {
    Optional<Target.Defined> own = methods.of(self, module, expression);
    return own.isPresent()
        ? own.map(m -> new Callees.Callee(m, false))
        : callees.of(module, expression);
  }

  /** The functions of a table of which a call runs one. */
  List<Target.Defined> tableEntries(SourceModule module, int callee) {
    return FunctionTables.behind(program, module, callee);
  }

  JsonNode constant(SourceModule module, int expression) {
    return program.constant(module, expression);
  }

  boolean isConstant(SourceModule module, int expression) {
    return !constant(module, expression).isMissingNode();
  }

  /** Whether an expression names a function of the repository. */
  boolean isOwnFunction(SourceModule module, int expression) {
    return resolve(module, expression).orElse(null) instanceof Target.Defined d
        && d.module().isFunction(d.node());
  }

  /** Whether a function calls a parameter of its own, or hands it on. */
  boolean runsParameter(SourceModule module, int function, int parameter) {
    return ran.computeIfAbsent(name(module, function), n -> ran(module, function))
        .contains(parameter);
  }

  private static Set<Integer> ran(SourceModule module, int function) {
    Set<Integer> out = new HashSet<>();
    SyntaxTree tree = module.tree();
    tree.subtree(function)
        .filter(n -> tree.is(n, "identifier"))
        .filter(
            n -> {
              int at = n;
              while (tree.is(tree.parent(at), "parenthesized_expression")) {
                at = tree.parent(at);
              }
              int parent = tree.parent(at);
              return tree.field(at).equals("function")
                  || tree.is(parent, "arguments")
                  || tree.is(parent, "argument_list")
                  || tree.is(parent, "keyword_argument");
            })
        .forEach(
            n -> {
              if (module.binding(n).orElse(null) instanceof Binding.Parameter p
                  && p.function() == function
                  && p.path().isEmpty()) {
                out.add(p.index());
              }
            });
    return out;
  }

  /** Adds a hit, or keeps the better one of two at the same sink. */
  void report(List<Hit> hits, Hit hit) {
    for (int i = 0; i < hits.size(); i++) {
      Hit other = hits.get(i);
      if (other.isSameSink(hit) && other.taint().origin().equals(hit.taint().origin())) {
        if (hit.taint().isBetterThan(other.taint())) {
          hits.set(i, hit);
        }
        return;
      }
    }
    if (hits.size() < MOST_HITS) {
      hits.add(hit);
    }
  }

  /** Starts a function; false when it is running already. */
  boolean begin(SourceModule module, int function) {
    if (calls >= DEEPEST_CALLS) {
      cuts++;
      return false;
    }
    if (!active.add(name(module, function))) {
      return false;
    }
    calls++;
    return true;
  }

  void end(SourceModule module, int function) {
    active.remove(name(module, function));
    calls--;
  }

  private static String name(SourceModule module, int function) {
    return module.file().path() + "#" + function;
  }

  /** What a function does when it gets values of these shapes. */
  Summary summary(SourceModule module, int function, Value[] values, Value receiver) {
    return summary(module, function, values, receiver, Map.of());
  }

  /**
   * The same where some parameters are functions.
   *
   * @param functions those that the function calls or hands on, by position
   */
  Summary summary(
      SourceModule module,
      int function,
      Value[] values,
      Value receiver,
      Map<Integer, Target.Defined> functions) {
    Key key =
        new Key(
            module.file().path(),
            function,
            Arrays.stream(values).map(Value::shape).toList(),
            receiver.shape(),
            functions,
            self);
    int depthLeft = DEEPEST_CALLS - calls;
    Known known = summaries.get(key);
    if (known != null && (!known.cut() || known.depthLeft() >= depthLeft)) {
      return known.summary();
    }
    int cutsBefore = cuts;
    if (!begin(module, function)) {
      return Summary.NOTHING;
    }
    try {
      Frame frame =
          new Frame(this, module, function, new Environment(), new ArrayList<>()).given(functions);
      for (int i = 0; i < values.length; i++) {
        frame.environment.put(Frame.parameter(module, function, i), values[i].asParameter(i));
      }
      Place self = Frame.parameter(module, function, Taint.Origin.RECEIVER);
      frame.environment.put(self, receiver.asParameter(Taint.Origin.RECEIVER));
      declareFields(frame, self);
      frame.execute();
      Summary summary = Summary.of(frame, values.length);
      if (steps < STEPS_A_HANDLER) {
        summaries.put(key, new Known(summary, depthLeft, cuts > cutsBefore));
      }
      return summary;
    } finally {
      end(module, function);
    }
  }

  /** {@code constructor(private readonly name: string) {}} stores what it is given. */
  private static void declareFields(Frame frame, Place self) {
    SourceModule module = frame.module;
    if (module.file().language().isScript()
        && Shapes.functionName(frame.tree, frame.function).equals("constructor")) {
      ClassMembers.parameterProperties(frame.tree, frame.function)
          .forEach(
              (i, name) -> {
                Place parameter = Frame.parameter(module, frame.function, i);
                frame.environment.put(self.member(name), frame.environment.get(parameter));
              });
    }
  }

  /**
   * Positions of the parameters that are harmless when a function gives this outcome.
   *
   * @param part the part of what is returned that is the outcome, see {@link Parts#of}
   */
  Set<Integer> tested(SourceModule module, int function, boolean outcome, String part) {
    Test key = new Test(module.file().path(), function, outcome, part, self);
    Set<Integer> known = tests.get(key);
    if (known != null) {
      return known;
    }
    if (!begin(module, function)) {
      return Set.of();
    }
    try {
      int count = Shapes.parameters(module, function).size();
      Frame frame = new Frame(this, module, function, new Environment(), new ArrayList<>());
      for (int i = 0; i < count; i++) {
        Taint taint = new Taint(new Taint.Origin(i, List.of()), 0, null, Trail.EMPTY);
        frame.environment.put(Frame.parameter(module, function, i), Value.of(taint));
      }
      OutcomeFacts facts = new OutcomeFacts(outcome, part);
      frame.observing(expression -> facts.returned(frame, expression)).execute();
      Set<Integer> out = new HashSet<>();
      for (int i = 0; i < count; i++) {
        // What a function gives its own variable is not what the caller has.
        boolean own = Shapes.isReassigned(module, function, i);
        Set<Place> held = own ? facts.held() : facts.heldOrNothing();
        if (held.contains(Frame.parameter(module, function, i))) {
          out.add(i);
        }
      }
      tests.put(key, out);
      return out;
    } finally {
      end(module, function);
    }
  }
}
