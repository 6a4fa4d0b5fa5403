package io.mcpscore.engine.program.py;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Adds up constants of {@code +} (texts, lists, numbers) and {@code |} (dictionaries). */
final class PySum {

  private static final int LONGEST = 1_000_000;

  private JsonNode value;
  private StringBuilder text;

  PySum(JsonNode first) {
    this.value = first;
    this.text = first.isTextual() ? new StringBuilder(first.textValue()) : null;
  }

  boolean isConstant() {
    return text != null || !value.isMissingNode();
  }

  void add(JsonNode next) {
    if (text != null) {
      if (next.isTextual() && text.length() + next.textValue().length() <= LONGEST) {
        text.append(next.textValue());
      } else {
        text = null;
        value = MissingNode.getInstance();
      }
    } else if (value instanceof ArrayNode items && next.isArray()) {
      ArrayNode sum = JsonNodeFactory.instance.arrayNode();
      items.forEach(sum::add);
      next.forEach(sum::add);
      value = sum;
    } else if (value instanceof ObjectNode fields && next instanceof ObjectNode more) {
      ObjectNode sum = JsonNodeFactory.instance.objectNode();
      sum.setAll(fields);
      sum.setAll(more);
      value = sum;
    } else {
      value = PyNumbers.operation("+", value, next);
    }
  }

  JsonNode value() {
    return text != null ? TextNode.valueOf(text.toString()) : value;
  }
}
