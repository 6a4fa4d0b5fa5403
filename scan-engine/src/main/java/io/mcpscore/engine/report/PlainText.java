package io.mcpscore.engine.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.check.secrets.SecretMask;

/**
 * Repository text as it may stand in a report: every store and every reader takes it. NUL and
 * halves of surrogate pairs, which databases refuse, become U+FFFD.
 */
final class PlainText {

  private static final char REPLACEMENT = '\uFFFD';

  private PlainText() {}

  /** The text, or null for null. */
  static String of(String text) {
    if (text == null || text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? REPLACEMENT : c)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** The text with its secrets masked too, or null for null: what is quoted at length. */
  static String quoted(String text) {
    return SecretMask.of(of(text));
  }

  /** The value with every text in it made plain and its secrets masked, or null for null. */
  static JsonNode of(JsonNode value) {
    if (value == null || value.isMissingNode()) {
      return null;
    }
    if (value.isTextual()) {
      return JsonNodeFactory.instance.textNode(quoted(value.textValue()));
    }
    if (value.isArray()) {
      ArrayNode out = JsonNodeFactory.instance.arrayNode(value.size());
      value.forEach(
          item -> out.add(item.isMissingNode() ? JsonNodeFactory.instance.nullNode() : of(item)));
      return out;
    }
    if (value.isObject()) {
      ObjectNode out = JsonNodeFactory.instance.objectNode();
      value
          .properties()
          .forEach(
              e -> {
                if (!e.getValue().isMissingNode()) {
                  out.set(of(e.getKey()), of(e.getValue()));
                }
              });
      return out;
    }
    return value;
  }
}
