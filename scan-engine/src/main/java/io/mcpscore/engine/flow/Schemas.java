package io.mcpscore.engine.flow;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import java.util.Set;

/** What a JSON Schema says about values that passed it. */
final class Schemas {

  private static final Set<String> HARMLESS_TYPES = Set.of("integer", "number", "boolean", "null");
  private static final Set<String> HARMLESS_FORMATS = Set.of("uuid", "date");
  private static final int DEEPEST = 8;

  private Schemas() {}

  /** Schema of a member, or null when nothing is said. */
  static JsonNode member(JsonNode schema, String name) {
    return schema == null ? null : present(objectForm(schema).path("properties").path(name));
  }

  /** Schema of the items of an array, or null when nothing is said. */
  static JsonNode items(JsonNode schema) {
    return schema == null ? null : present(objectForm(schema).path("items"));
  }

  /** Of {@code T | null} the schema of {@code T}. */
  private static JsonNode objectForm(JsonNode schema) {
    for (String key : new String[] {"anyOf", "oneOf"}) {
      for (JsonNode choice : schema.path(key)) {
        if (choice.has("properties") || choice.has("items")) {
          return choice;
        }
      }
    }
    return schema;
  }

  private static JsonNode present(JsonNode node) {
    return node.isObject() ? node : null;
  }

  /**
   * Whether all values that pass are listed, numbers, booleans or nothing, or texts of letters,
   * digits, {@code _} and {@code -} alone that are no options.
   */
  static boolean isHarmless(JsonNode schema) {
    return schema != null && isHarmless(schema, DEEPEST);
  }

  private static boolean isHarmless(JsonNode schema, int depth) {
    if (depth == 0) {
      return false;
    }
    if (schema.has("enum") || schema.has("const")) {
      return true;
    }
    JsonNode type = schema.path("type");
    if (type.isArray() && !type.isEmpty()) {
      boolean all = true;
      for (JsonNode one : type) {
        all &= HARMLESS_TYPES.contains(one.asText());
      }
      return all;
    }
    if (HARMLESS_TYPES.contains(type.asText()) || isHarmlessText(schema)) {
      return true;
    }
    if (type.asText().equals("array") && schema.path("items").isObject()) {
      return isHarmless(schema.path("items"), depth - 1);
    }
    JsonNode choices = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
    boolean all = choices.isArray() && !choices.isEmpty();
    for (JsonNode choice : choices) {
      all &= isHarmless(choice, depth - 1);
    }
    return all;
  }

  private static boolean isHarmlessText(JsonNode schema) {
    if (HARMLESS_FORMATS.contains(schema.path("format").asText())) {
      return true;
    }
    return isHarmlessPattern(schema.path("pattern").asText());
  }

  /** Whether texts that match are of letters, digits, {@code _} and {@code -}, and no options. */
  static boolean isHarmlessPattern(String pattern) {
    return !pattern.isEmpty() && TextPattern.of(pattern).admitsNo(Harm.BEYOND_NAMES_OR_OPTION);
  }
}
