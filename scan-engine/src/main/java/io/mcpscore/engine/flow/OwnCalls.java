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
import java.util.List;
import java.util.Set;

/** Calls of functions and classes of the repository. */
final class OwnCalls {

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
    return called(call, module, target.node(), call.receiver()).returned();
  }

  private Summary called(Call call, SourceModule module, int function, Value receiver) {
    List<Shapes.Parameter> parameters = Shapes.parameters(module, function);
    int shift = ArgumentMap.shift(frame, call.node(), module, function);
    Value[] values =
        ArgumentMap.values(call.arguments(), parameters, shift, i -> call.values().get(i));
    Value self = receiver;
    if (shift == 1 && values.length > 0) {
      values[0] = receiver;
      self = Value.CLEAN;
    }
    Summary summary = run(call.node(), module, function, values, self);
    int[] nodes = ArgumentMap.nodes(frame, call.node(), module, function);
    for (int guarded : summary.guarded()) {
      Place place = guarded < nodes.length ? frame.expressions.place(nodes[guarded]) : null;
      if (place != null) {
        frame.environment.guard(place);
      }
    }
    for (int tested : summary.sometimes()) {
      Place place = tested < nodes.length ? frame.expressions.place(nodes[tested]) : null;
      if (place != null) {
        frame.environment.put(place, frame.environment.get(place).doubted());
      }
    }
    return summary;
  }

  /** An object: what its constructor stores, or its keyword arguments as members. */
  private Value constructed(Call call, SourceModule module, int type) {
    if (isEnumeration(module.tree(), type)) {
      return Value.CLEAN;
    }
    int constructor = constructor(module.tree(), type);
    if (constructor != NONE) {
      return called(call, module, constructor, Value.CLEAN).receiver();
    }
    Value out = Value.CLEAN;
    for (int i = 0; i < call.arguments().size(); i++) {
      Shapes.Argument argument = call.arguments().get(i);
      Value value = call.values().get(i);
      boolean named = argument.name() != null && !argument.spread();
      out = named ? out.with(List.of(argument.name()), value) : out.join(value);
    }
    return out;
  }

  private static boolean isEnumeration(SyntaxTree tree, int type) {
    return tree.is(type, "class_definition")
        && PyArguments.of(tree, type).positional().stream()
            .anyMatch(base -> tree.text(base).endsWith("Enum"));
  }

  private static int constructor(SyntaxTree tree, int type) {
    int body = tree.child(type, "body");
    return tree.namedChildren(body)
        .map(m -> tree.is(m, "decorated_definition") ? tree.child(m, "definition") : m)
        .filter(m -> tree.text(tree.child(m, "name")).matches("__init__|constructor"))
        .findFirst()
        .orElse(NONE);
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
  Value literal(int function, Value input) {
    Frame inner = frame.nested(function);
    List<Shapes.Parameter> parameters = Shapes.parameters(frame.module, function);
    for (int i = 0; i < parameters.size(); i++) {
      Place place = Frame.parameter(frame.module, function, i);
      inner.environment.put(place, i == 0 ? input : Value.CLEAN);
    }
    Environment before = frame.environment.copy();
    inner.execute();
    Environment after = inner.exits.stream().reduce(Environment::join).orElse(inner.environment);
    frame.environment = Environment.join(before, after);
    return inner.returned;
  }

  private Summary run(int call, SourceModule module, int function, Value[] values, Value receiver) {
    boolean same = module.equals(frame.module);
    if (same && ArgumentMap.isInside(tree, function, outermost(frame.function))) {
      return closure(call, function, values);
    }
    boolean any = receiver.isTainted() || Arrays.stream(values).anyMatch(Value::isTainted);
    if (!any && !frame.run.followsSources(module, function)) {
      return Summary.NOTHING;
    }
    Summary summary = frame.run.summary(module, function, values, receiver);
    TraceStep passed =
        frame.step(call, "passed to " + Shapes.functionName(module.tree(), function));
    Substitution substitution = new Substitution(values, receiver, passed);
    if (!frame.isQuiet()) {
      for (Hit hit : summary.hits()) {
        Taint taint = substitution.of(hit.taint());
        if (taint != null) {
          frame.run.report(frame.hits, hit.through(call, taint));
        }
      }
    }
    return new Summary(
        substitution.of(summary.returned()),
        substitution.of(summary.receiver()),
        summary.guarded(),
        summary.sometimes(),
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
          inner.returned, Value.CLEAN, Set.copyOf(guarded), Set.copyOf(sometimes), List.of());
    } finally {
      frame.run.end(frame.module, function);
    }
  }
}
