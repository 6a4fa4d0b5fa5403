package io.mcpscore.engine.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The values of variables at one point of a function. */
final class Environment {

  private static final int LONGEST_ALIAS = 5;

  private Map<Place.Variable, Value> values;

  /** Whether another environment has the same map, so that a change needs a copy first. */
  private boolean shared;

  Environment() {
    this.values = new HashMap<>();
  }

  private Environment(Map<Place.Variable, Value> values) {
    this.values = values;
    this.shared = true;
  }

  /** An environment that starts out the same; most are read more often than changed. */
  Environment copy() {
    shared = true;
    return new Environment(values);
  }

  Value get(Place place) {
    Value root = values.get(place.root());
    return root == null ? Value.CLEAN : root.member(place.path());
  }

  void put(Place place, Value value) {
    Value before = values.get(place.root());
    Value after = (before == null ? Value.CLEAN : before).with(place.path(), value);
    if (before != after) {
      own().put(place.root(), after);
    }
  }

  private Map<Place.Variable, Value> own() {
    if (shared) {
      values = new HashMap<>(values);
      shared = false;
    }
    return values;
  }

  /** Marks a value as tested, and the places that hold the same in another form. */
  void guard(Place place) {
    mark(place, Value::tested);
  }

  /** The same for a test that is made on some of the ways alone. */
  void doubt(Place place) {
    mark(place, Value::doubted);
  }

  private void mark(Place place, UnaryOperator<Value> mark) {
    Place at = place;
    for (int i = 0; i < LONGEST_ALIAS; i++) {
      Value value = get(at);
      Value.Alias alias = value.alias();
      put(at, mark.apply(value));
      if (alias == null || !isSame(get(alias.place()).taint(), alias.value().taint())) {
        return;
      }
      at = alias.place();
    }
  }

  private static boolean isSame(Taint now, Taint then) {
    return now == null ? then == null : then != null && now.isSameAs(then);
  }

  /** Variables whose value passed a test. */
  Set<Place> guarded() {
    Set<Place> out = new HashSet<>();
    values.forEach(
        (root, value) -> {
          if (value.isGuarded()) {
            out.add(new Place(root, List.of()));
          }
        });
    return out;
  }

  /** Variables that are known to hold nothing that an agent chose. */
  Set<Place> untainted() {
    Set<Place> out = new HashSet<>();
    values.forEach(
        (root, value) -> {
          if (!value.isTainted()) {
            out.add(new Place(root, List.of()));
          }
        });
    return out;
  }

  /** What holds whichever of two ways was taken. */
  @SuppressWarnings("ReferenceEquality") // One map for both means that neither way changed it.
  static Environment join(Environment a, Environment b) {
    Environment out = a.copy();
    if (a.values == b.values) {
      return out;
    }
    b.values.forEach(
        (root, value) -> {
          Value other = a.values.get(root);
          out.set(root, other == null ? value : other.join(value));
        });
    a.values.forEach(
        (root, value) -> {
          if (!b.values.containsKey(root)) {
            out.set(root, value.join(Value.CLEAN));
          }
        });
    return out;
  }

  private void set(Place.Variable root, Value value) {
    if (values.get(root) != value) {
      own().put(root, value);
    }
  }
}
