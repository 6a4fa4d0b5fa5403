package io.mcpscore.engine.mcp.py;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Reads tool annotations: {@code ToolAnnotations(…)}, a dictionary, or a name for one. */
final class PyAnnotationHints {

  private static final List<String> KEYS =
      List.of("title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");

  private PyAnnotationHints() {}

  /** The hints as an object under their protocol names, or null when they are not stated. */
  static JsonNode of(PyNode node, PyNames names, PyTexts texts) {
    PyNode value = node.unwrapped();
    if (!value.is("call") && !value.is("dictionary")) {
      value = names.meaning(value).unwrapped();
      value = value.is("call") ? value : names.defined(value).orElse(value);
    }
    if (value.is("call")) {
      return texts.keywords(value, KEYS);
    }
    JsonNode json = texts.json(value);
    return json.isObject() ? json : null;
  }
}
