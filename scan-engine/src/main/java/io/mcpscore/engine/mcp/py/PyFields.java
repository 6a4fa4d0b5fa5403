package io.mcpscore.engine.mcp.py;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What {@code Field(...)} says about a value. */
final class PyFields {

  private static final Map<String, String> KEYWORDS =
      Map.ofEntries(
          Map.entry("description", "description"),
          Map.entry("title", "title"),
          Map.entry("ge", "minimum"),
          Map.entry("gt", "exclusiveMinimum"),
          Map.entry("le", "maximum"),
          Map.entry("lt", "exclusiveMaximum"),
          Map.entry("multiple_of", "multipleOf"),
          Map.entry("pattern", "pattern"),
          Map.entry("regex", "pattern"),
          Map.entry("examples", "examples"),
          Map.entry("default", "default"));

  private final PyNames names;
  private final PyTexts texts;

  PyFields(PyNames names, PyTexts texts) {
    this.names = names;
    this.texts = texts;
  }

  boolean isField(PyNode node) {
    return node.is("call") && names.simpleName(node.callee()).matches("Field|StringConstraints");
  }

  /** Puts a {@code Field(...)}, or the text that describes an {@code Annotated}, into a schema. */
  void apply(PyNode note, ObjectNode schema) {
    if (!isField(note)) {
      String text = note.is("call") ? null : texts.text(note);
      if (text != null) {
        schema.put("description", text);
      }
      return;
    }
    PyNode first = note.at(note.arguments().at(0));
    put(schema, "default", first);
    note.arguments()
        .keywords()
        .forEach(
            (name, value) -> {
              String length = schema.path("type").asText().equals("array") ? "Items" : "Length";
              String key =
                  switch (name) {
                    case "min_length" -> "min" + length;
                    case "max_length" -> "max" + length;
                    default -> KEYWORDS.getOrDefault(name, "");
                  };
              if (!key.isEmpty()) {
                put(schema, key, note.at(value));
              }
            });
  }

  private void put(ObjectNode schema, String key, PyNode value) {
    if (!value.isPresent() || value.is("ellipsis")) {
      return;
    }
    JsonNode json = texts.json(value);
    if (!json.isMissingNode()) {
      schema.set(key, json);
    }
  }

  /** Whether a {@code Field(...)} gives a default. */
  boolean hasDefault(PyNode field) {
    PyNode first = field.at(field.arguments().at(0));
    PyNode named = field.argument("default");
    return (first.isPresent() && !first.is("ellipsis"))
        || (named.isPresent() && !named.is("ellipsis"))
        || field.argument("default_factory").isPresent();
  }

  /** The name that clients use, when a {@code Field(...)} gives another one. */
  String alias(PyNode field, String name) {
    JsonNode alias = names.constant(field.argument("alias"));
    return alias.isTextual() ? alias.textValue() : name;
  }
}
