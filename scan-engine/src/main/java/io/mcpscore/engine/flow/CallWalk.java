package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.HandOver;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** Evaluates calls: sinks, functions of the repository, functions from outside, callbacks. */
final class CallWalk {

  private final Frame frame;
  private final SyntaxTree tree;
  private final OwnCalls own;

  CallWalk(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
    this.own = new OwnCalls(frame);
  }

  Value result(int call) {
    int callee = Shapes.callee(tree, call);
    boolean member = Shapes.isMember(tree, callee);
    Value receiver = member ? frame.expressions.value(Shapes.owner(tree, callee)) : Value.CLEAN;
    if (Shapes.isCall(tree, callee)) {
      // What is called may be the result of a sink, as in Function(text)().
      frame.expressions.value(callee);
    }
    String name = member ? Shapes.memberName(tree, callee) : tree.text(callee);
    List<Shapes.Argument> arguments = Shapes.arguments(tree, call);
    List<Value> values = new ArrayList<>();
    for (Shapes.Argument argument : arguments) {
      boolean literal = Shapes.isFunctionLiteral(tree, argument.node());
      values.add(literal ? Value.CLEAN : frame.expressions.value(argument.node()));
    }
    Value result = outcome(new Call(call, callee, name, member, receiver, arguments, values));
    frame.sinks.at(call, arguments, values);
    tested(call);
    return frame.run.rule().cleans(frame.module, call) ? Value.CLEAN : result;
  }

  /**
   * A call with everything that was evaluated for it.
   *
   * @param node the call
   * @param callee what it calls
   * @param name last part of that
   * @param member whether it is a method call
   * @param receiver value that the method is called on
   * @param arguments its arguments
   * @param values their values
   */
  record Call(
      int node,
      int callee,
      String name,
      boolean member,
      Value receiver,
      List<Shapes.Argument> arguments,
      List<Value> values) {

    /** The same call of something that is only assumed to be called. */
    Call assumed() {
      return new Call(
          node,
          callee,
          name,
          member,
          receiver.map(Taint::assumedHop),
          arguments,
          values.stream().map(v -> v.map(Taint::assumedHop)).toList());
    }

    Value all() {
      return values.stream().map(Value::flat).reduce(Value.CLEAN, Value::join);
    }
  }

  /** A call that throws when its test fails, such as {@code path.relative_to(root)}. */
  private void tested(int call) {
    if (tree.text(Shapes.callee(tree, call)).endsWith(".relative_to")) {
      frame.conditions.assume(call, true);
    }
  }

  private Value outcome(Call call) {
    Callees.Callee callee = frame.run.callee(frame.module, call.callee()).orElse(null);
    Target target = callee == null ? null : callee.target();
    if (target instanceof Target.Defined d) {
      boolean callable =
          d.module().isFunction(d.node()) || Shapes.isClass(d.module().tree(), d.node());
      if (callable) {
        Value callbacks = callbacks(call, Value.CLEAN);
        return own.result(callee.assumed() ? call.assumed() : call, d).join(callbacks);
      }
    }
    Value result =
        target instanceof Target.External e
            ? external(call, e.qualifiedName())
            : call.member() ? method(call) : unknown(call);
    Value callbacks = callbacks(call, callbackInput(call));
    boolean replaced =
        Propagation.isMapping(call.name())
            && call.arguments().stream().anyMatch(a -> Shapes.isFunctionLiteral(tree, a.node()));
    return replaced ? callbacks : result.join(callbacks);
  }

  private static Value callbackInput(Call call) {
    return Propagation.isIterating(call.name())
        ? call.receiver().item().join(call.receiver().flat())
        : Value.CLEAN;
  }

  /** Function literals run where they are passed; named functions get the items of a list. */
  private Value callbacks(Call call, Value input) {
    Value out = Value.CLEAN;
    for (Shapes.Argument argument : call.arguments()) {
      if (Shapes.isFunctionLiteral(tree, argument.node())) {
        out = out.join(own.literal(argument.node(), input));
      } else if (input.isTainted()) {
        out = out.join(own.reference(call.node(), argument.node(), List.of(input)));
      }
    }
    return out;
  }

  private Value external(Call call, String name) {
    boolean ownMethod = name.contains("()") || !call.member();
    if (HandOver.place(call.name()).isPresent()) {
      return handedOver(call);
    }
    if (frame.run.rule().returnsAreSinks() && Propagation.isAnswer(name)) {
      return call.all();
    }
    if (Propagation.isHarmless(name)) {
      return Value.CLEAN;
    }
    if (Propagation.isPassing(name)) {
      return name.contains("()") ? method(call) : call.all();
    }
    if (!EffectCatalog.effects(name, "").isEmpty()) {
      return Value.CLEAN;
    }
    return call.member() && ownMethod ? method(call) : call.all().assumed();
  }

  /** {@code asyncio.to_thread(f, x)}: the function gets what follows it. */
  private Value handedOver(Call call) {
    for (int i = 0; i < call.arguments().size(); i++) {
      Shapes.Argument argument = call.arguments().get(i);
      if (frame.run.isOwnFunction(frame.module, argument.node())) {
        int count = call.arguments().size();
        return own.reference(
            call.node(),
            argument.node(),
            call.arguments().subList(i + 1, count),
            call.values().subList(i + 1, count));
      }
    }
    return call.all();
  }

  private Value method(Call call) {
    String name = call.name();
    if (Propagation.isMeasuring(name)) {
      return Value.CLEAN;
    }
    int first = call.arguments().isEmpty() ? NONE : call.arguments().getFirst().node();
    if (name.matches("get|pop|at|setdefault") && first != NONE) {
      JsonNode key = frame.run.constant(frame.module, first);
      Value found =
          key.isTextual() ? call.receiver().member(key.textValue()) : call.receiver().item();
      return found.join(fallback(call));
    }
    if (Propagation.isStoring(name)) {
      store(call);
      return call.receiver().flat();
    }
    if (name.matches("items|values|copy|entries|model_dump|dict")) {
      return call.receiver();
    }
    Value out = call.receiver().flat();
    if (Propagation.isBuilding(name)) {
      return out.join(call.all());
    }
    boolean unknown = !out.isTainted() && !Propagation.isLookup(name);
    return unknown ? call.all().assumed() : out;
  }

  private static Value fallback(Call call) {
    return call.values().size() > 1 ? call.values().get(1) : Value.CLEAN;
  }

  private void store(Call call) {
    Value stored = call.all();
    Place place = frame.expressions.place(Shapes.owner(tree, call.callee()));
    if (place != null && stored.isTainted()) {
      frame.environment.put(place, frame.environment.get(place).join(stored));
    }
  }

  private Value unknown(Call call) {
    return call.all().assumed();
  }
}
