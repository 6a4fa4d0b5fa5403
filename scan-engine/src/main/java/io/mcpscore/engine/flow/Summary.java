package io.mcpscore.engine.flow;

import java.util.Collections;
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
}
