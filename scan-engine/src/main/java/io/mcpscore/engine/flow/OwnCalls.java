package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.flow.CallWalk.Call;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyArguments;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Calls of functions and classes of the repository. */
final class OwnCalls {

  /** Methods of functions that call them, or make a call of them. */
  static final Set<String> FORWARDING = Set.of("bind", "call", "apply");

  /** Parameters that the items of an applied list are taken for. */
  private static final int MOST_APPLIED = 8;

  private final Frame frame;
  private final SyntaxTree tree;

  OwnCalls(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
  }

  Value result(Call call, Target.Defined target) {
    SourceModule module = target.module();
    if (Shapes.isClass(module.tree(), target.node())) {
      return constructed(call, module, target.node());
    }
    Passed passed = called(call, module, target.node(), receiver(call, target));
    written(call, passed);
    return passed.summary().returned().join(passed.callbacks());
  }

  /**
   * What a method is called on. What an agent sends has no methods, so an object that is known as a
   * whole only was made by the program, of something that the agent chose: that is assumed to
   * matter.
   */
  private static Value receiver(Call call, Target.Defined method) {
    SyntaxTree tree = method.module().tree();
    boolean whole = call.receiver().taint() != null && call.receiver().members().isEmpty();
    return whole && tree.is(tree.parent(method.node()), "class_body")
        ? call.receiver().map(Taint::assumedHop)
        : call.receiver();
  }

  /**
   * A call that was made.
   *
   * @param nodes the expression for each parameter
   * @param shift parameters that the receiver takes
   * @param callbacks what function literals among the arguments give
   */
  private record Passed(Summary summary, int[] nodes, int shift, Value callbacks) {}

  private Passed called(Call call, SourceModule module, int function, Value receiver) {
    List<Shapes.Parameter> parameters = Shapes.parameters(module, function);
    int shift = ArgumentMap.shift(frame, call.node(), module, function);
    Value[] values =
        ArgumentMap.values(call.arguments(), parameters, shift, i -> call.values().get(i));
    Value self = receiver;
    if (shift == 1 && values.length > 0) {
      values[0] = receiver;
      self = Value.CLEAN;
    }
    if (Shapes.isTag(tree, call.node()) && values.length > 0) {
      values[0] = Value.CLEAN;
    }
    int[] nodes = ArgumentMap.nodes(frame, call.node(), module, function);
    Map<Integer, Target.Defined> functions = frame.functions(nodes, module, function);
    Summary summary = run(call.node(), module, function, values, self, functions);
    if (!PyObjects.neverRuns(frame.module, call.node(), module, function)) {
      guard(summary, nodes);
    }
    return new Passed(summary, nodes, shift, callbacks(call, summary, nodes));
  }

  /** What the function tested is tested here as well. */
  private void guard(Summary summary, int[] nodes) {
    for (int guarded : summary.guarded()) {
      Place place = guarded < nodes.length ? frame.expressions.place(nodes[guarded]) : null;
      if (place != null) {
        frame.environment.guard(place);
      }
    }
    for (int tested : summary.sometimes()) {
      Place place = tested < nodes.length ? frame.expressions.place(nodes[tested]) : null;
      if (place != null) {
        frame.environment.doubt(place);
      }
    }
  }

  /** Runs the functions among the arguments with what they are called with, if that is known. */
  private Value callbacks(Call call, Summary summary, int[] nodes) {
    Value out = Value.CLEAN;
    for (Shapes.Argument argument : call.arguments()) {
      List<Value> inputs = List.of();
      for (int i = 0; i < nodes.length; i++) {
        inputs = nodes[i] == argument.node() ? summary.handed().getOrDefault(i, inputs) : inputs;
      }
      out = out.join(callback(call.node(), argument.node(), inputs));
    }
    return out;
  }

  /** Puts what a function stored in its arguments, or in what it was called on, where they are. */
  private void written(Call call, Passed passed) {
    passed
        .summary()
        .changed()
        .forEach(
            (position, after) -> {
              boolean self =
                  position == Taint.Origin.RECEIVER || (position == 0 && passed.shift() == 1);
              int[] nodes = passed.nodes();
              int owner = call.member() ? Shapes.owner(tree, call.callee()) : NONE;
              int node = self ? owner : position < nodes.length ? nodes[position] : NONE;
              Place place = object(node);
              if (place != null && after.isTainted()) {
                frame.environment.put(place, frame.environment.get(place).join(after));
              }
            });
  }

  /** The place of an object by its name; {@code super()} is the object at hand. */
  private Place object(int node) {
    if (tree.text(node).equals("super()")) {
      return Frame.parameter(frame.module, frame.function, 0);
    }
    return Shapes.isNamed(tree, node) ? frame.expressions.place(node) : null;
  }

  /** A function that is handed over runs where that is done, with what it will be called with. */
  Value callback(int call, int argument, List<Value> inputs) {
    if (Shapes.isFunctionLiteral(tree, argument)) {
      return literal(argument, inputs);
    }
    return inputs.stream().anyMatch(Value::isTainted) || isInner(argument)
        ? reference(call, argument, inputs)
        : Value.CLEAN;
  }

  /** Whether an argument names a function inside this one, which sees the variables around it. */
  private boolean isInner(int argument) {
    return tree.is(argument, "identifier")
        && frame.run.resolve(frame.module, argument).orElse(null) instanceof Target.Defined d
        && d.module().equals(frame.module)
        && d.module().isFunction(d.node())
        && ArgumentMap.isInside(tree, d.node(), outermost(frame.function));
  }

  /** {@code f.bind(self, x)}, {@code f.call(self, x)}, {@code f.apply(self, list)}. */
  boolean isForwarding(Call call) {
    return call.member()
        && FORWARDING.contains(call.name())
        && frame.run.isOwnFunction(frame.module, Shapes.owner(tree, call.callee()));
  }

  /** What a function gives that is called with the arguments behind the first. */
  Value forwarded(Call call) {
    List<Value> passed = call.values().stream().skip(1).toList();
    boolean list = call.name().equals("apply") && !passed.isEmpty();
    return reference(
        call.node(),
        Shapes.owner(tree, call.callee()),
        list ? Collections.nCopies(MOST_APPLIED, passed.getFirst().item()) : passed);
  }

  /** What a getter gives. */
  Value got(int member, SourceModule module, int getter, Value owner) {
    return run(member, module, getter, new Value[0], owner).returned();
  }

  /** What a method gives back that is run without arguments, such as a property. */
  Value implied(int node, Target.Defined method, Value object) {
    return special(node, method, List.of(), List.of(), object);
  }

  /** What an object gives back that is called itself. */
  Value special(Call call, Target.Defined method, Value object) {
    return special(call.node(), method, call.arguments(), call.values(), object);
  }

  private Value special(
      int node,
      Target.Defined method,
      List<Shapes.Argument> arguments,
      List<Value> given,
      Value object) {
    List<Shapes.Parameter> parameters = Shapes.parameters(method.module(), method.node());
    Value[] values = ArgumentMap.values(arguments, parameters, 1, given::get);
    if (values.length > 0) {
      values[0] = object;
    }
    return run(node, method.module(), method.node(), values, Value.CLEAN).returned();
  }

  /** An object: what its constructor stores, or its keyword arguments as members. */
  private Value constructed(Call call, SourceModule module, int type) {
    if (isEnumeration(module.tree(), type)) {
      return Value.CLEAN;
    }
    int constructor = Shapes.constructor(module.tree(), type);
    if (constructor != NONE) {
      Passed passed = called(call, module, constructor, Value.CLEAN);
      return passed.summary().receiver().join(passed.callbacks());
    }
    List<String> fields = PyObjects.fields(module, type);
    Value out = Value.CLEAN;
    for (int i = 0; i < call.arguments().size(); i++) {
      Shapes.Argument argument = call.arguments().get(i);
      Value value = call.values().get(i);
      String own = argument.name() == null && i < fields.size() ? fields.get(i) : argument.name();
      boolean named = own != null && !argument.spread();
      out = named ? out.with(List.of(own), value) : out.join(value);
      out = out.join(callback(call.node(), argument.node(), List.of()));
    }
    return frame.run.models().checked(module, type, out);
  }

  /** {@code Model.model_validate(arguments)}. */
  Value parsed(Call call) {
    Value given = call.values().isEmpty() ? Value.CLEAN : call.values().getFirst();
    int type = Shapes.owner(tree, call.callee());
    return frame.run.resolve(frame.module, type).orElse(null) instanceof Target.Defined d
            && Shapes.isClass(d.module().tree(), d.node())
        ? frame.run.models().checked(d.module(), d.node(), given)
        : given;
  }

  static boolean isEnumeration(SyntaxTree tree, int type) {
    return tree.is(type, "class_definition")
        && PyArguments.of(tree, type).positional().stream()
            .anyMatch(base -> tree.text(base).endsWith("Enum"));
  }

  /** A function that is passed by name gets these values. */
  Value reference(int call, int expression, List<Value> passed) {
    List<Shapes.Argument> inOrder =
        passed.stream().map(v -> new Shapes.Argument(null, NONE, false)).toList();
    return reference(call, expression, inOrder, passed);
  }

  /** The same with arguments of which some may have names. */
  Value reference(int call, int expression, List<Shapes.Argument> arguments, List<Value> passed) {
    if (!(frame.run.resolve(frame.module, expression).orElse(null) instanceof Target.Defined d)
        || !d.module().isFunction(d.node())) {
      return Value.CLEAN;
    }
    boolean python = !d.module().file().language().isScript();
    int shift =
        python
                && Shapes.isMember(tree, expression)
                && PySyntax.takesSelf(d.module().tree(), d.node())
            ? 1
            : 0;
    Value[] values =
        ArgumentMap.values(arguments, Shapes.parameters(d.module(), d.node()), shift, passed::get);
    return run(call, d.module(), d.node(), values, Value.CLEAN).returned();
  }

  /** A function literal sees the variables around it. */
  Value literal(int function, List<Value> inputs) {
    Frame inner = frame.nested(function);
    List<Shapes.Parameter> parameters = Shapes.parameters(frame.module, function);
    for (int i = 0; i < parameters.size(); i++) {
      Place place = Frame.parameter(frame.module, function, i);
      inner.environment.put(place, i < inputs.size() ? inputs.get(i) : Value.CLEAN);
    }
    Environment before = frame.environment.copy();
    inner.execute();
    Environment after = inner.exits.stream().reduce(Environment::join).orElse(inner.environment);
    frame.environment = Environment.join(before, after);
    return inner.returned;
  }

  private Summary run(int call, SourceModule module, int function, Value[] values, Value receiver) {
    return run(call, module, function, values, receiver, Map.of());
  }

  private Summary run(
      int call,
      SourceModule module,
      int function,
      Value[] values,
      Value receiver,
      Map<Integer, Target.Defined> functions) {
    boolean same = module.equals(frame.module);
    if (same && ArgumentMap.isInside(tree, function, outermost(frame.function))) {
      return closure(call, function, values);
    }
    boolean any = receiver.isTainted() || Arrays.stream(values).anyMatch(Value::isTainted);
    if (!any && !frame.run.followsSources(module, function)) {
      return Summary.NOTHING;
    }
    Summary summary = frame.run.summary(module, function, values, receiver, functions);
    TraceStep passed =
        frame.step(call, "passed to " + Shapes.functionName(module.tree(), function));
    Substitution substitution = new Substitution(values, receiver, passed);
    if (!frame.isQuiet()) {
      for (Hit hit : summary.hits()) {
        Taint taint = substitution.of(hit.taint());
        if (taint != null) {
          frame.run.report(frame.hits, hit.through(frame.module, call, taint));
        }
      }
    }
    Map<Integer, Value> changed = new TreeMap<>();
    summary.changed().forEach((i, after) -> changed.put(i, substitution.of(after)));
    Map<Integer, List<Value>> handed = new TreeMap<>();
    summary.handed().forEach((i, of) -> handed.put(i, of.stream().map(substitution::of).toList()));
    return new Summary(
        substitution.of(summary.returned()),
        substitution.of(summary.receiver()),
        summary.guarded(),
        summary.sometimes(),
        changed,
        handed,
        List.of());
  }

  private int outermost(int function) {
    int out = function;
    for (int at = tree.parent(function); at > 0; at = tree.parent(at)) {
      if (Shapes.isFunction(tree, at)) {
        out = at;
      }
    }
    return out;
  }

  /** A named function inside this one: run in place, once at a time. */
  private Summary closure(int call, int function, Value[] values) {
    if (!frame.run.begin(frame.module, function)) {
      return Summary.NOTHING;
    }
    try {
      Frame inner = frame.nested(function);
      inner.environment = frame.environment.copy();
      TraceStep passed = frame.step(call, "passed to " + Shapes.functionName(tree, function));
      for (int i = 0; i < values.length; i++) {
        inner.environment.put(Frame.parameter(frame.module, function, i), values[i].plus(passed));
      }
      inner.execute();
      List<Integer> guarded = new ArrayList<>();
      List<Integer> sometimes = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        Place place = Frame.parameter(frame.module, function, i);
        boolean always =
            !inner.exits.isEmpty() && inner.exits.stream().allMatch(e -> e.get(place).isGuarded());
        if (values[i].isTainted() && always) {
          guarded.add(i);
        } else if (values[i].isTainted()
            && inner.exits.stream().anyMatch(e -> e.get(place).isGuarded())) {
          sometimes.add(i);
        }
      }
      return new Summary(
          inner.returned,
          Value.CLEAN,
          Set.copyOf(guarded),
          Set.copyOf(sometimes),
          Map.of(),
          inner.handed(function),
          List.of());
    } finally {
      frame.run.end(frame.module, function);
    }
  }
}
