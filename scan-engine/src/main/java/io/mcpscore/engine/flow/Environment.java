package io.mcpscore.engine.flow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The values of variables at one point of a function. */
final class Environment {

  private static final int LONGEST_ALIAS = 5;

  private final Map<String, Value> values;

  Environment() {
    this.values = new HashMap<>();
  }

  private Environment(Map<String, Value> values) {
    this.values = new HashMap<>(values);
  }

  Environment copy() {
    return new Environment(values);
  }

  Value get(Place place) {
    return values.getOrDefault(place.root(), Value.CLEAN).member(place.path());
  }

  void put(Place place, Value value) {
    Value root = values.getOrDefault(place.root(), Value.CLEAN);
    values.put(place.root(), root.with(place.path(), value));
  }

  /** Marks a value as tested, and the places that hold the same in another form. */
  void guard(Place place) {
    Place at = place;
    for (int i = 0; i < LONGEST_ALIAS; i++) {
      Value.Alias alias = get(at).alias();
      put(at, Value.GUARDED);
      boolean same =
          alias != null && Objects.equals(get(alias.place()).taint(), alias.value().taint());
      if (!same) {
        return;
      }
      at = alias.place();
    }
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

  /** What holds whichever of two ways was taken. */
  static Environment join(Environment a, Environment b) {
    Environment out = a.copy();
    b.values.forEach(
        (root, value) ->
            out.values.put(
                root, a.values.containsKey(root) ? a.values.get(root).join(value) : value));
    a.values.forEach(
        (root, value) -> {
          if (!b.values.containsKey(root)) {
            out.values.put(root, value.join(Value.CLEAN));
          }
        });
    return out;
  }
}
