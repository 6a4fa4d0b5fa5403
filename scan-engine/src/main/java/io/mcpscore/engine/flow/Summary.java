package io.mcpscore.engine.flow;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a function does with its parameters, told relative to them.
 *
 * @param returned what it returns
 * @param receiver what its receiver is afterwards
 * @param guarded parameters that passed a test whenever it returns
 * @param sometimes parameters that passed a test on some of the ways to its end, as when a test is
 *     only made once it was configured
 * @param changed what parameters are afterwards into which it put something, the receiver included
 * @param handed what it calls the functions with that it is given, by parameter and in order
 * @param hits sinks that its parameters reach
 */
record Summary(
    Value returned,
    Value receiver,
    Set<Integer> guarded,
    Set<Integer> sometimes,
    Map<Integer, Value> changed,
    Map<Integer, List<Value>> handed,
    List<Hit> hits) {

  static final Summary NOTHING =
      new Summary(Value.CLEAN, Value.CLEAN, Set.of(), Set.of(), Map.of(), Map.of(), List.of());

  Summary {
    changed = Collections.unmodifiableMap(new TreeMap<>(changed));
    handed = Collections.unmodifiableMap(new TreeMap<>(handed));
    guarded = Collections.unmodifiableSet(new TreeSet<>(guarded));
    sometimes = Collections.unmodifiableSet(new TreeSet<>(sometimes));
    hits = List.copyOf(hits);
  }

  /** What a function did that was run with taints of its parameters. */
  static Summary of(Frame frame, int parameters) {
    Set<Integer> guarded = new HashSet<>();
    Set<Integer> sometimes = new HashSet<>();
    Value receiver = Value.CLEAN;
    boolean python = !frame.module.file().language().isScript();
    int self = python ? 0 : Taint.Origin.RECEIVER;
    for (int i = 0; i < parameters; i++) {
      Place place = Frame.parameter(frame.module, frame.function, i);
      if (frame.exits.stream().noneMatch(e -> e.get(place).isGuarded())) {
        continue;
      }
      boolean own = Shapes.isReassigned(frame.module, frame.function, i);
      boolean always =
          frame.exits.stream()
              .map(e -> e.get(place))
              .allMatch(v -> v.isGuarded() || (!own && !v.isTainted()));
      (always ? guarded : sometimes).add(i);
    }
    Place place = Frame.parameter(frame.module, frame.function, self);
    for (Environment exit : frame.exits) {
      receiver = receiver.join(exit.get(place));
    }
    return new Summary(
        frame.returned,
        receiver,
        guarded,
        sometimes,
        changed(frame, parameters),
        frame.handed(frame.function),
        frame.hits);
  }

  /** Parameters that are objects and hold more than before when the function ends. */
  private static Map<Integer, Value> changed(Frame frame, int parameters) {
    Map<Integer, Value> out = new TreeMap<>();
    for (int i = Taint.Origin.RECEIVER; i < parameters; i++) {
      Place place = Frame.parameter(frame.module, frame.function, i);
      Value after =
          frame.exits.stream().map(e -> e.get(place)).reduce(Value::join).orElse(Value.CLEAN);
      boolean differs = after.isChanged(new Taint.Origin(i, List.of()));
      if (differs && !Shapes.isReassigned(frame.module, frame.function, i)) {
        out.put(i, after);
      }
    }
    return out;
  }
}
