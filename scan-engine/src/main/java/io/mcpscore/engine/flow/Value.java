package io.mcpscore.engine.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.TraceStep;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What is known of a value: whether an agent chose it as a whole, and what is known of its members
 * where that differs. Never changes.
 */
final class Value {

  /** Nothing that an agent chose. */
  static final Value CLEAN = new Value(null, Map.of(), false, null);

  /** Something that an agent chose, and that passed a test. */
  static final Value GUARDED = new Value(null, Map.of(), true, null);

  /** Stands among the members for the keys of a table that is filled with computed ones. */
  private static final String KEYS = SinkRule.KEYS;

  /** Stands among the members for what a generator gives, one by one. */
  static final String YIELDED = "yielded";

  private static final int MOST_MEMBERS = 100;
  private static final int MOST_ITEMS = 12;
  private static final int DEEPEST = 6;

  private final Taint taint;
  private final Map<String, Value> members;
  private final boolean guarded;
  private final Alias alias;

  /** Of a value that passed a test what it was before, or null. */
  private final Taint held;

  /** Best evidence that the value or a part of it was chosen by an agent, or null. */
  private final Taint best;

  /**
   * Another place with the same content in another form, such as {@code p} of {@code resolve(p)}.
   *
   * @param place the place
   * @param value what was there then
   */
  record Alias(Place place, Value value) {}

  private Value(Taint taint, Map<String, Value> members, boolean guarded, Alias alias) {
    this(taint, members, guarded, alias, null);
  }

  private Value(Taint taint, Map<String, Value> members, boolean guarded, Alias alias, Taint held) {
    this.taint = taint;
    this.members = members;
    this.guarded = guarded;
    this.alias = alias;
    this.held = held;
    this.best = best(taint, members);
  }

  private static Taint best(Taint whole, Map<String, Value> members) {
    Taint out = whole;
    for (Value member : members.values()) {
      boolean better = member.best != null && (out == null || member.best.isBetterThan(out));
      out = better ? member.best : out;
    }
    return out;
  }

  /** A value with a taint, clean when its schema or the number of assumptions says so. */
  static Value of(Taint taint) {
    if (taint == null || taint.assumed() > Taint.MOST_ASSUMED) {
      return CLEAN;
    }
    return Schemas.isHarmless(taint.schema()) ? CLEAN : new Value(taint, Map.of(), false, null);
  }

  /** This value after it passed a test; what has the same content in another form is known on. */
  Value tested() {
    Taint before = best == null ? held : best;
    return alias == null && before == null
        ? GUARDED
        : new Value(null, Map.of(), true, alias, before);
  }

  /** What passes of this value when it is held against a schema. */
  Value heldAgainst(JsonNode schema) {
    return best == null ? this : of(best.withSchema(schema));
  }

  /** What is left of this value when something made it harmless, until that is undone. */
  Value cleaned() {
    return best == null ? CLEAN : new Value(null, Map.of(), false, null, best);
  }

  /** What a text holds once it is decoded: what was tested is another text. */
  Value decoded() {
    return best == null && held != null ? of(held.withSchema(null)) : flat();
  }

  /** A container of named values. */
  static Value ofMembers(Map<String, Value> members) {
    return members.isEmpty() ? CLEAN : new Value(null, new TreeMap<>(members), false, null);
  }

  /**
   * A list written item by item, of which some hold something that an agent chose and others do
   * not; any other list is what its items are together.
   */
  static Value ofItems(List<Value> items) {
    Value all = CLEAN;
    Map<String, Value> members = new TreeMap<>();
    boolean mixed = false;
    for (int i = 0; i < items.size(); i++) {
      Value given = items.get(i);
      // Of an object that is written there its members are known.
      boolean object = given.taint == null && !given.members.isEmpty() && !given.isList();
      Value item = object ? given : given.flat();
      all = all.join(item.flat());
      mixed |= object || !item.isTainted();
      if (item.isTainted()) {
        members.put(Integer.toString(i), item);
      }
    }
    mixed &= items.size() <= MOST_ITEMS;
    return mixed ? ofMembers(members) : all;
  }

  /** The taint of the whole, or null. */
  Taint taint() {
    return taint;
  }

  /** Members that differ from the whole. */
  Map<String, Value> members() {
    return members;
  }

  boolean isGuarded() {
    return guarded;
  }

  Alias alias() {
    return alias;
  }

  /** Best evidence that the value or a part of it was chosen by an agent. */
  Optional<Taint> anyTaint() {
    return Optional.ofNullable(best);
  }

  boolean isTainted() {
    return best != null;
  }

  /** The same, or what it was before it passed a test. */
  Optional<Taint> anyTaintOrHeld() {
    return Optional.ofNullable(best == null ? held : best);
  }

  /** A member. */
  Value member(String name) {
    Value own = members.get(name);
    if (own != null) {
      return own;
    }
    if (taint == null) {
      return guarded ? GUARDED : CLEAN;
    }
    return of(taint.member(name, Schemas.member(taint.schema(), name)));
  }

  Value member(List<String> path) {
    Value out = this;
    for (String name : path) {
      out = out.member(name);
    }
    return out;
  }

  /** Of an object that nobody chose as a whole, some members; anything else is kept. */
  Value only(List<String> names) {
    if (names.size() == 1 && names.getFirst().equals(KEYS)) {
      return key();
    }
    if (taint != null || members.isEmpty() || names.isEmpty() || isList()) {
      return this;
    }
    Map<String, Value> some = new TreeMap<>(members);
    some.keySet().retainAll(names);
    return ofMembers(some);
  }

  /** A table of which the keys are something else than the values. */
  Value keyed(Value keys) {
    return isTainted() ? with(List.of(KEYS), keys.flat()) : this;
  }

  /** Whether something else is known of the keys than of the whole. */
  boolean isKeyed() {
    return members.containsKey(KEYS);
  }

  /**
   * A key of a table, and where nothing is said of the keys what an item is. The names of what was
   * put together of named values are the program's.
   */
  Value key() {
    Value keys = members.get(KEYS);
    boolean named = keys == null && taint == null && !members.containsKey(YIELDED) && !isList();
    return named ? CLEAN : keys == null ? item() : keys;
  }

  /** Whether items are known by their position. */
  private boolean isList() {
    return members.keySet().stream().anyMatch(name -> Character.isDigit(name.charAt(0)));
  }

  /** The item of a list at a position, counted from 0. */
  Value item(int position) {
    if (taint == null && isList()) {
      return member(Integer.toString(position));
    }
    Value own = members.get(Integer.toString(position));
    return own == null ? item() : own;
  }

  /** An item of a list, or a value of a table. */
  Value item() {
    Value out = taint == null ? CLEAN : of(taint.withSchema(itemSchema()));
    for (Map.Entry<String, Value> member : members.entrySet()) {
      out = member.getKey().equals(KEYS) ? out : out.join(member.getValue());
    }
    return out == CLEAN && guarded ? GUARDED : out;
  }

  private JsonNode itemSchema() {
    return Schemas.items(taint.schema());
  }

  /** This value with another member. */
  Value with(List<String> path, Value value) {
    if (path.isEmpty()) {
      return value;
    }
    if (path.size() > DEEPEST || members.size() >= MOST_MEMBERS) {
      return value.isTainted() ? join(value.flat()) : this;
    }
    String name = path.getFirst();
    Map<String, Value> changed = new TreeMap<>(members);
    changed.put(name, member(name).with(path.subList(1, path.size()), value));
    // A test of one member leaves the whole what it was; another value may not.
    boolean test = value.guarded && !value.isTainted();
    return new Value(taint, changed, guarded, test ? alias : null);
  }

  /** What holds of both. */
  Value join(Value other) {
    if (this == other) {
      return this;
    }
    if (other == CLEAN) {
      return isNothingButGuarded() ? untested() : this;
    }
    if (this == CLEAN) {
      return other.isNothingButGuarded() ? other.untested() : other;
    }
    Taint joined = taint;
    if (joined == null || (other.taint != null && other.taint.isBetterThan(joined))) {
      joined = other.taint;
    }
    Map<String, Value> both = new TreeMap<>();
    members.forEach((name, value) -> both.put(name, value.join(other.member(name))));
    other.members.forEach((name, value) -> both.putIfAbsent(name, value.join(member(name))));
    Alias same = alias != null && alias.equals(other.alias) ? alias : null;
    return new Value(
        joined, both, guarded && other.guarded, same, held == null ? other.held : held);
  }

  private boolean isNothingButGuarded() {
    return guarded && taint == null && members.isEmpty();
  }

  private Value untested() {
    return held == null ? CLEAN : new Value(null, Map.of(), false, null, held);
  }

  /** Something that was computed from this value. */
  Value flat() {
    if (best == null) {
      Value nothing = guarded ? GUARDED : CLEAN;
      return held == null ? nothing : new Value(null, Map.of(), guarded, null, held);
    }
    return of(best.withSchema(null));
  }

  Value assumed() {
    Value flat = flat();
    return flat.taint == null ? CLEAN : of(flat.taint.assumedHop());
  }

  /** A value that passed a test on some ways: to reach a sink on another one is an assumption. */
  Value doubted() {
    return map(t -> t.assumed() == 0 ? t.assumedHop() : t);
  }

  Value plus(TraceStep step) {
    return map(t -> t.plus(step), DEEPEST);
  }

  Value as(Alias newAlias) {
    return taint == null ? this : new Value(taint, members, guarded, newAlias);
  }

  /** Changes every taint; the members of a changed whole are kept. */
  Value map(UnaryOperator<Taint> change) {
    return map(change, DEEPEST);
  }

  private Value map(UnaryOperator<Taint> change, int depth) {
    if (taint == null && members.isEmpty() && held == null) {
      return this;
    }
    Map<String, Value> changed = new TreeMap<>();
    if (depth > 0) {
      members.forEach((name, value) -> changed.put(name, value.map(change, depth - 1)));
    }
    Taint whole = taint == null ? null : change.apply(taint);
    Taint before = held == null ? null : change.apply(held);
    return new Value(kept(whole), changed, guarded, alias, kept(before));
  }

  private static Taint kept(Taint taint) {
    return taint == null || taint.assumed() > Taint.MOST_ASSUMED ? null : taint;
  }

  /**
   * The value as a parameter of the function that it is passed to: the same shape, with each taint
   * told relative to that parameter.
   */
  Value asParameter(int position) {
    return asParameter(new Taint.Origin(position, List.of()), DEEPEST);
  }

  private Value asParameter(Taint.Origin origin, int depth) {
    Map<String, Value> changed = new TreeMap<>();
    if (depth > 0) {
      members.forEach(
          (name, value) -> changed.put(name, value.asParameter(origin.member(name), depth - 1)));
    }
    Taint whole = taint == null ? null : new Taint(origin, 0, taint.schema(), Trail.EMPTY);
    Taint before = held == null ? null : new Taint(origin, 0, null, Trail.EMPTY);
    return new Value(whole, changed, guarded, null, before);
  }

  /** Whether a parameter of which this is what became holds more than it did when it came in. */
  boolean isChanged(Taint.Origin origin) {
    return (taint != null && !taint.origin().equals(origin))
        || members.entrySet().stream()
            .anyMatch(m -> m.getValue().isChanged(origin.member(m.getKey())));
  }

  /**
   * Everything about a value that decides how a function treats it.
   *
   * @param tainted whether the whole is
   * @param guarded whether it passed a test
   * @param held whether it was tainted before that
   * @param schema what it was checked against
   * @param members shapes of the members
   */
  record Shape(
      boolean tainted,
      boolean guarded,
      boolean held,
      JsonNode schema,
      Map<String, Shape> members) {}

  Shape shape() {
    Map<String, Shape> shapes = new TreeMap<>();
    members.forEach((name, value) -> shapes.put(name, value.shape()));
    JsonNode schema = taint == null ? null : taint.schema();
    return new Shape(taint != null, guarded, held != null, schema, shapes);
  }
}
