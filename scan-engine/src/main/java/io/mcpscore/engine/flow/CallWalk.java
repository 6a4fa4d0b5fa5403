package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.js.SchemaCalls;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Evaluates calls: sinks, functions of the repository, functions from outside, callbacks. */
final class CallWalk {

  /** What names of members begin with that are read through a getter. */
  private static final Set<String> LOOK_UPS = Set.of("get", "pop", "at", "setdefault");

  private static final Set<String> ENVIRONMENTS =
      Set.of("os.environ.items", "os.environ.values", "os.environ.copy");
  private static final Set<String> WHOLES =
      Set.of("items", "values", "copy", "entries", "model_dump", "dict");
  private static final Pattern REQUEST =
      Pattern.compile(".{0,20}\\b(?:req|request|ctx|c)\\b.{0,20}(?:query|body|params|form).{0,20}");

  /** Functions that go through the keys of a table. */
  private static final Set<String> OF_KEYS = Set.of("list", "tuple", "set", "sorted", "join");

  private static final List<String> HIDING = List.of("#", "_");

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
    boolean tag = Shapes.isTag(tree, call);
    for (Shapes.Argument argument : arguments) {
      boolean later = Shapes.isFunctionLiteral(tree, argument.node()) || (tag && values.isEmpty());
      values.add(later ? Value.CLEAN : frame.expressions.value(argument.node()));
    }
    if (tag) {
      values.set(0, values.stream().map(Value::flat).reduce(Value.CLEAN, Value::join));
    }
    Value result = outcome(new Call(call, callee, name, member, receiver, arguments, values));
    frame.sinks.at(call, arguments, values);
    tested(call);
    return frame.run.rule().cleans(frame.module, call) ? result.cleaned() : result;
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
      boolean keys = OF_KEYS.contains(name);
      return values.stream()
          .map(v -> keys && v.isKeyed() ? v.key() : v)
          .map(Value::flat)
          .reduce(Value.CLEAN, Value::join);
    }
  }

  /** A call that throws when its test fails, such as {@code path.relative_to(root)}. */
  private void tested(int call) {
    if (tree.text(Shapes.callee(tree, call)).endsWith(".relative_to")) {
      frame.conditions.assume(call, true);
    }
  }

  private Value outcome(Call call) {
    JsonNode schema = frame.run.schemaOf(frame.module, call.node()).orElse(null);
    if (schema != null) {
      Value held = call.values().getFirst().heldAgainst(schema);
      return SchemaCalls.isWrapping(call.name()) ? Value.CLEAN.with(List.of("data"), held) : held;
    }
    Callees.Callee callee = frame.run.callee(frame.module, call.callee()).orElse(null);
    Target target = callee == null ? null : callee.target();
    if (target instanceof Target.Defined d) {
      boolean callable =
          d.module().isFunction(d.node()) || Shapes.isClass(d.module().tree(), d.node());
      if (callable) {
        if (isSpecial(call, d)) {
          return own.special(call, d, frame.expressions.value(call.callee()));
        }
        Call made = callee.assumed() ? call.assumed() : call;
        Value out = own.result(made, d);
        for (Target.Defined other : callee.others()) {
          out = out.join(own.result(made, other));
        }
        return out;
      }
    }
    if (own.isForwarding(call)) {
      return own.forwarded(call);
    }
    List<Target.Defined> entries =
        target instanceof Target.External
            ? List.of()
            : frame.run.tableEntries(frame.module, call.callee());
    if (!entries.isEmpty()) {
      return TableCalls.result(frame, call, own, entries);
    }
    Value result =
        target instanceof Target.External e
            ? external(call, e.qualifiedName())
            : call.member() ? method(call) : unknown(call);
    Value callbacks = callbacks(call, callbackInputs(call));
    boolean replaced =
        Propagation.isMapping(call.name())
            && call.arguments().stream()
                .anyMatch(
                    a ->
                        Shapes.isFunctionLiteral(tree, a.node())
                            || frame.run.isOwnFunction(frame.module, a.node()));
    return replaced ? callbacks : result.join(callbacks);
  }

  /** What callbacks of the languages' own methods are called with. */
  private List<Value> callbackInputs(Call call) {
    boolean python = !frame.module.file().language().isScript();
    if (python && Propagation.isApplying(call.name()) && call.values().size() > 1) {
      return List.of(
          call.values().stream().skip(1).map(Value::item).reduce(Value.CLEAN, Value::join));
    }
    if (!Propagation.isIterating(call.name())) {
      return List.of();
    }
    Value item = pair(call, call.receiver().item().join(call.receiver().flat()));
    return switch (call.name()) {
      case "reduce", "reduceRight" -> List.of(item.join(fallback(call)), item);
      case "sort", "toSorted" -> List.of(item, item);
      default -> List.of(item);
    };
  }

  /**
   * An item of {@code Object.entries(x)}: its name is the program's where the object is put
   * together on the spot, as far as {@code Object.keys} takes it for that elsewhere.
   */
  private Value pair(Call call, Value item) {
    int owner = call.member() ? Shapes.owner(tree, call.callee()) : NONE;
    boolean pair =
        owner != NONE
            && Shapes.isCall(tree, owner)
            && tree.text(Shapes.callee(tree, owner)).equals("Object.entries");
    if (!pair || !item.isTainted()) {
      return item;
    }
    int object = tree.unbracketed(tree.namedChild(tree.child(owner, "arguments"), 0));
    boolean own =
        tree.is(object, "object")
            && tree.namedChildren(object)
                .filter(m -> tree.is(m, "spread_element"))
                .noneMatch(m -> REQUEST.matcher(Shapes.brief(tree.text(m))).matches());
    return item.with(List.of("0"), own ? Value.CLEAN : item.assumed());
  }

  /** What a property gives back, run on the object that it is read from. */
  Value property(int access, Value object) {
    return frame
        .run
        .property(frame.module, access)
        .map(getter -> own.implied(access, getter, object))
        .orElse(Value.CLEAN);
  }

  /** Whether it is the object itself that is called. */
  private static boolean isSpecial(Call call, Target.Defined method) {
    return Shapes.functionName(method.module().tree(), method.node()).equals(Callees.CALLED)
        && !call.name().equals(Callees.CALLED);
  }

  /** Function literals run where they are passed; named functions get the items of a list. */
  private Value callbacks(Call call, List<Value> inputs) {
    Value out = Value.CLEAN;
    for (Shapes.Argument argument : call.arguments()) {
      out = out.join(own.callback(call.node(), argument.node(), inputs));
    }
    return out;
  }

  private Value external(Call call, String name) {
    boolean ownMethod = name.contains("()") || !call.member();
    Value handedOver = HandedFunctions.result(frame, call, own, name);
    if (handedOver != null) {
      return handedOver;
    }
    if (frame.run.rule().returnsAreSinks() && Propagation.isAnswer(name)) {
      return call.all();
    }
    if (name.equals("Object.keys")) {
      // The names of an object's members are the program's, unless somebody chose it as a whole.
      return call.values().stream().anyMatch(v -> v.taint() != null)
          ? call.all().assumed()
          : Value.CLEAN;
    }
    if (name.equals("Promise.all") && call.values().size() == 1) {
      return call.values().getFirst();
    }
    if (name.equals("asyncio.gather") && call.arguments().stream().noneMatch(a -> a.spread())) {
      return Value.ofItems(call.values());
    }
    if (name.equals("Object.assign")) {
      return assigned(call);
    }
    if (ModelFields.isParsing(name)) {
      return own.parsed(call);
    }
    if (Propagation.isFilling(name)) {
      store(call);
      return Value.CLEAN;
    }
    if (name.equals("setattr") && call.values().size() == 3) {
      setAttribute(call);
      return Value.CLEAN;
    }
    if (Propagation.isHarmless(name)) {
      return Value.CLEAN;
    }
    if (Propagation.isDecoding(call.name())) {
      return call.values().stream().map(Value::decoded).reduce(Value.CLEAN, Value::join);
    }
    if (Propagation.isPassing(name)) {
      return name.contains("()") ? method(call) : call.all();
    }
    if (ENVIRONMENTS.contains(name)) {
      return call.receiver();
    }
    if (!EffectCatalog.effects(name, "").isEmpty()) {
      return Value.CLEAN;
    }
    return call.member() && ownMethod ? method(call) : call.all().assumed();
  }

  /** {@code Object.assign(target, x)}: the target has the members afterwards. */
  private Value assigned(Call call) {
    Value out = call.values().stream().reduce(Value.CLEAN, Value::join);
    Place target =
        call.arguments().isEmpty()
            ? null
            : frame.expressions.place(call.arguments().getFirst().node());
    if (target != null && out.isTainted()) {
      frame.environment.put(target, frame.environment.get(target).join(out));
    }
    return out;
  }

  /** What a member gives that is a method of its object, {@code get line() { … }}. */
  Value got(int member, Value owner) {
    String name = Shapes.memberName(tree, member);
    for (String prefix : HIDING) {
      Value hidden = owner.members().getOrDefault(prefix + name, Value.CLEAN);
      if (hidden.isTainted()) {
        return hidden;
      }
    }
    // What is found is the expression that the getter returns.
    if (frame.run.resolve(frame.module, member).orElse(null) instanceof Target.Defined d) {
      int getter = Shapes.getter(d.module(), d.node(), name);
      return getter == NONE ? Value.CLEAN : own.got(member, d.module(), getter, owner);
    }
    return Value.CLEAN;
  }

  private Value method(Call call) {
    String name = call.name();
    if (Propagation.isMeasuring(name)) {
      return Value.CLEAN;
    }
    int first = call.arguments().isEmpty() ? NONE : call.arguments().getFirst().node();
    if (LOOK_UPS.contains(name) && first != NONE) {
      JsonNode key = frame.run.constant(frame.module, first);
      Value found =
          key.isTextual() ? call.receiver().member(key.textValue()) : call.receiver().item();
      return found.join(fallback(call));
    }
    if (Propagation.isStoring(name)) {
      store(call);
      return call.receiver().flat();
    }
    if (WHOLES.contains(name)) {
      return call.receiver();
    }
    if (name.equals("keys") && call.receiver().isKeyed()) {
      return call.receiver().key();
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

  /** {@code setattr(object, "name", value)}. */
  private void setAttribute(Call call) {
    Place object = frame.expressions.place(call.arguments().getFirst().node());
    JsonNode name = frame.run.constant(frame.module, call.arguments().get(1).node());
    Value value = call.values().get(2);
    if (object != null && value.isTainted()) {
      Value before = frame.environment.get(object);
      frame.environment.put(
          object,
          name.isTextual()
              ? before.with(List.of(name.textValue()), value)
              : before.join(value.flat()));
    }
  }

  private Value unknown(Call call) {
    if (frame.module.binding(call.callee()).orElse(null) instanceof Binding.Parameter p) {
      frame.hands(Frame.place(frame.module, p), call.values());
      Target.Defined handed = frame.function(call.callee());
      if (handed != null) {
        // What it reaches is found where it was handed over; here its tests count.
        return frame.quietly(() -> own.result(call, handed));
      }
    }
    return call.all().assumed();
  }
}
