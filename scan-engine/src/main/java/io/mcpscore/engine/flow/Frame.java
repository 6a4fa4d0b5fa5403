package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** One run through a function: where its variables stand, and what came of it so far. */
final class Frame {

  final TaintRun run;
  final SourceModule module;
  final SyntaxTree tree;
  final int function;
  final List<Hit> hits;
  final ExpressionWalk expressions;
  final StatementWalk statements;
  final CallWalk calls;
  final ConditionWalk conditions;
  final SinkWalk sinks;

  Environment environment;
  Value returned = Value.CLEAN;
  final List<Environment> exits = new ArrayList<>();

  /** Functions of the repository that came in as parameters. */
  private Map<Place, Target.Defined> functions = Map.of();

  /** What functions are called with that came in as parameters. */
  private Map<Place, List<Value>> handed = new HashMap<>();

  private List<Integer> skipped = List.of();
  private int region = NONE;
  private IntConsumer onReturn = expression -> {};
  private boolean quiet;
  private boolean handler;

  Frame(TaintRun run, SourceModule module, int function, Environment environment, List<Hit> hits) {
    this.run = run;
    this.module = module;
    this.tree = module.tree();
    this.function = function;
    this.environment = environment;
    this.hits = hits;
    this.conditions = new ConditionWalk(this);
    this.sinks = new SinkWalk(this);
    this.expressions = new ExpressionWalk(this);
    this.calls = new CallWalk(this);
    this.statements = new StatementWalk(this);
  }

  /** A run through a function inside this one, which sees and changes the same variables. */
  Frame nested(int inner) {
    Frame out = new Frame(run, module, inner, environment, hits);
    out.skipped = skipped;
    out.region = region;
    out.quiet = quiet;
    out.handed = handed;
    out.functions = functions;
    return out;
  }

  /** Leaves out branches that belong to other registrations, given in order. */
  Frame skipping(List<Integer> regions) {
    skipped = List.copyOf(regions);
    return this;
  }

  /** Makes this the run for one branch of the function: of several ways its own is taken. */
  Frame within(int branch) {
    region = branch;
    return this;
  }

  /** Tells which functions of the repository come in as parameters, by position. */
  Frame given(Map<Integer, Target.Defined> handed) {
    Map<Place, Target.Defined> out = new HashMap<>();
    handed.forEach((i, function) -> out.put(parameter(module, this.function, i), function));
    functions = out;
    return this;
  }

  /** The functions among the arguments that the called one calls itself, or hands on. */
  Map<Integer, Target.Defined> functions(int[] nodes, SourceModule callee, int function) {
    Map<Integer, Target.Defined> out = new TreeMap<>();
    for (int i = 0; i < nodes.length; i++) {
      boolean named =
          nodes[i] != NONE
              && (tree.is(nodes[i], "identifier")
                  || Shapes.isMember(tree, nodes[i])
                  || Shapes.isFunctionLiteral(tree, nodes[i]));
      Target.Defined d =
          named && run.runsParameter(callee, function, i) ? function(nodes[i]) : null;
      if (d != null) {
        out.put(i, d);
      }
    }
    return out;
  }

  /** The function of the repository that an expression names, or null. */
  Target.Defined function(int named) {
    int expression = Shapes.unwrap(tree, named);
    if (Shapes.isFunctionLiteral(tree, expression)) {
      return new Target.Defined(module, expression);
    }
    boolean parameter =
        !functions.isEmpty()
            && tree.is(expression, "identifier")
            && module.binding(expression).orElse(null) instanceof Binding.Parameter;
    Target.Defined handed = parameter ? functions.get(variable(expression)) : null;
    if (handed != null) {
      return handed;
    }
    return run.resolve(module, expression).orElse(null) instanceof Target.Defined d
            && d.module().isFunction(d.node())
        ? d
        : null;
  }

  /** Whether a branch is, or holds, the one that this run is for. */
  boolean isOwnWay(int node) {
    return region > function && tree.within(region, node);
  }

  boolean isSkipped(int node) {
    return Collections.binarySearch(skipped, node) >= 0;
  }

  /** Makes this the run of a handler: what it gives back goes to the agent. */
  Frame handling() {
    handler = true;
    return this;
  }

  /** Calls back before the expression of each {@code return} is evaluated. */
  Frame observing(IntConsumer observer) {
    onReturn = observer;
    return this;
  }

  /** Runs the body of the function to its end. */
  void execute() {
    // The root of a tree is the code of the module itself.
    int body = function == 0 ? function : tree.child(function, "body");
    boolean block = function == 0 || tree.is(body, "statement_block") || tree.is(body, "block");
    if (body == NONE) {
      return;
    }
    if (!block) {
      returns(body, body);
    } else if (statements.run(body)) {
      onReturn.accept(NONE);
      exits.add(environment);
    }
  }

  /**
   * Takes note of a {@code return}.
   *
   * @param expression its value, {@code NONE} when it has none
   */
  void returns(int statement, int expression) {
    onReturn.accept(expression);
    if (expression != NONE) {
      Value value = expressions.value(expression);
      if (Shapes.isFunctionLiteral(tree, expression)) {
        // Whoever gets it will call it, and it keeps what it sees here.
        new OwnCalls(this).literal(expression, List.of());
      }
      returned = returned.join(value);
      handsBack(statement, expression, value);
    }
    exits.add(environment);
  }

  /** Takes note of an item that a generator gives. */
  void yields(Value item, boolean delegated) {
    returned = returned.join(delegated ? item : Value.CLEAN.with(List.of(Value.YIELDED), item));
  }

  /** Takes note of a call of a function that came in as a parameter. */
  void hands(Place function, List<Value> values) {
    if (values.stream().anyMatch(Value::isTainted)) {
      handed.merge(function, List.copyOf(values), Frame::each);
    }
  }

  private static List<Value> each(List<Value> a, List<Value> b) {
    List<Value> out = new ArrayList<>(a.size() < b.size() ? b : a);
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      out.set(i, a.get(i).join(b.get(i)));
    }
    return out;
  }

  /** What the functions among the parameters of a function are called with, by position. */
  Map<Integer, List<Value>> handed(int of) {
    Map<Integer, List<Value>> out = new TreeMap<>();
    handed.forEach(
        (place, values) -> {
          if (place.root().node() == of && place.path().isEmpty()) {
            out.put(place.root().index(), values);
          }
        });
    return out;
  }

  /** Takes note of what an agent will see when this is the run of a handler. */
  void handsBack(int statement, int expression, Value value) {
    if (handler) {
      sinks.handedBack(statement, expression, value);
    }
  }

  /** Evaluates without looking for sinks. */
  Value quietly(int expression) {
    return quietly(() -> expressions.value(expression));
  }

  /** The same for several expressions. */
  Value quietly(Supplier<Value> evaluation) {
    boolean before = quiet;
    quiet = true;
    Value value = evaluation.get();
    quiet = before;
    return value;
  }

  boolean isQuiet() {
    return quiet;
  }

  /** The place that a name stands for, or null when it is no variable. */
  Place variable(int identifier) {
    Optional<Binding> binding = module.binding(identifier);
    return binding.isEmpty() ? null : place(module, binding.get());
  }

  static Place place(SourceModule module, Binding binding) {
    return switch (binding) {
      case Binding.Variable v -> Place.variable(module.file().path(), v.declaration());
      case Binding.Parameter p ->
          new Place(parameter(module, p.function(), p.index()).root(), p.path());
      default -> null;
    };
  }

  /** The place of a parameter; {@link Taint.Origin#RECEIVER} is {@code this}. */
  static Place parameter(SourceModule module, int function, int index) {
    return Place.parameter(module.file().path(), function, index);
  }

  TraceStep step(int node, String label) {
    return new TraceStep(module.file().path(), tree.line(node), label);
  }
}
