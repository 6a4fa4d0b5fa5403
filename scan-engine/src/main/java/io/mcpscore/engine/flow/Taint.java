package io.mcpscore.engine.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * That a value comes from a source: an agent chose it, or the program fetched it. It is told
 * relative to the function at hand: of which of its parameters, so that one look at a function
 * serves all its callers.
 *
 * @param origin the parameter, or a part of it
 * @param assumed hops on the way that were assumed
 * @param schema JSON Schema that the value was checked against, or null
 * @param trail steps within the function
 */
record Taint(Origin origin, int assumed, JsonNode schema, Trail trail) {

  /** A value that needed more assumptions than this is no evidence. */
  static final int MOST_ASSUMED = 1;

  private static final int LONGEST_PATH = 4;

  /**
   * A parameter or a part of it.
   *
   * @param parameter 0-based position; {@link #RECEIVER} for what a method is called on, {@link
   *     #SOURCE} for what an expression of the program brought in, whoever called
   * @param path members on the way to the part
   */
  record Origin(int parameter, List<String> path) {

    static final int RECEIVER = -1;
    static final int SOURCE = -2;

    Origin {
      path = List.copyOf(path);
    }

    Origin member(String name) {
      if (path.size() >= LONGEST_PATH) {
        return this;
      }
      List<String> longer = new ArrayList<>(path);
      longer.add(name);
      return new Origin(parameter, longer);
    }
  }

  /** What an expression brings in; its step begins the trail. */
  static Taint ofSource(TraceStep step) {
    return new Taint(new Origin(Origin.SOURCE, List.of()), 0, null, Trail.EMPTY.plus(step));
  }

  boolean isOfSource() {
    return origin.parameter() == Origin.SOURCE;
  }

  Taint withSchema(JsonNode newSchema) {
    return new Taint(origin, assumed, newSchema, trail);
  }

  Taint member(String name, JsonNode newSchema) {
    return new Taint(origin.member(name), assumed, newSchema, trail);
  }

  Taint plus(TraceStep step) {
    return new Taint(origin, assumed, schema, trail.plus(step));
  }

  Taint assumedHop() {
    return new Taint(origin, assumed + 1, schema, trail);
  }

  /** Whether another is the same, however much was assumed of either. */
  boolean isSameAs(Taint other) {
    return origin.equals(other.origin)
        && Objects.equals(schema, other.schema)
        && trail.equals(other.trail);
  }

  /** Whether this is the better evidence of the two. */
  boolean isBetterThan(Taint other) {
    return assumed != other.assumed
        ? assumed < other.assumed
        : trail.length() < other.trail.length();
  }
}
