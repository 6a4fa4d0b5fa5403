package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** Reads {@code Tool(…)}, {@code Prompt(…)}, {@code Resource(…)} and dictionaries of that shape. */
final class PyProtocolItems {

  private static final Set<String> SCHEMA_METHODS =
      Set.of("model_json_schema", "schema", "json_schema", "model_schema", "schema_json");

  private final PyNames names;
  private final PyTexts texts;
  private final PyTypes types;

  PyProtocolItems(PyNames names, PyTexts texts, PyTypes types) {
    this.names = names;
    this.texts = texts;
    this.types = types;
  }

  /** A text member, or null. */
  String text(PyNode item, String name) {
    String own = texts.text(value(item, name));
    JsonNode spread = spread(item).path(name);
    return own == null && spread.isTextual() ? spread.textValue() : own;
  }

  /** The expression of a member, or an absent node. */
  PyNode value(PyNode item, String name) {
    if (item.is("call")) {
      return item.argument(name);
    }
    for (PyNode pair : item.children()) {
      JsonNode key = names.constant(pair.child("key"));
      if (key.isTextual() && key.textValue().equals(name)) {
        return pair.child("value");
      }
    }
    return item.at(NONE);
  }

  /** Members that come from {@code **spec}. */
  private JsonNode spread(PyNode item) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    if (item.is("call")) {
      for (int spread : item.arguments().keywordSpreads()) {
        if (texts.json(item.at(spread)) instanceof ObjectNode fields) {
          out.setAll(fields);
        }
      }
    }
    return out;
  }

  /** The input schema under either spelling, or null. */
  JsonNode inputSchema(PyNode item) {
    PyNode camel = value(item, "inputSchema");
    PyNode value = camel.isPresent() ? camel : value(item, "input_schema");
    if (!value.isPresent()) {
      JsonNode spread = spread(item).path("inputSchema");
      return spread.isObject() ? spread : null;
    }
    return schema(value, 5);
  }

  private JsonNode schema(PyNode start, int depth) {
    PyNode node = start.unwrapped();
    if (node.is("call")) {
      return called(node, depth);
    }
    Optional<PyNode> defined = names.defined(node).filter(d -> !d.equals(node) && d.is("call"));
    if (defined.isPresent() && depth > 0) {
      return schema(defined.get(), depth - 1);
    }
    JsonNode json = texts.json(node);
    return json.isObject() ? json : null;
  }

  /** {@code Model.model_json_schema()}, {@code TypeAdapter(Model).json_schema()}. */
  private JsonNode called(PyNode call, int depth) {
    PyNode callee = call.callee();
    if (callee.is("attribute") && SCHEMA_METHODS.contains(callee.child("attribute").text())) {
      PyNode object = callee.child("object").unwrapped();
      PyNode type = object.is("call") ? object.at(object.arguments().at(0)) : object;
      return names.type(type).<JsonNode>map(t -> types.models().schema(t, 10)).orElse(null);
    }
    PyNode meant = names.meaning(call);
    if (!meant.isSame(call) && depth > 0) {
      return schema(meant, depth - 1);
    }
    Optional<PyNode> function = names.function(callee);
    if (function.isPresent() && depth > 0) {
      return function
          .get()
          .subtree()
          .filter(n -> n.is("return_statement"))
          .findFirst()
          .map(n -> schema(n.named(0), depth - 1))
          .orElse(null);
    }
    JsonNode json = texts.json(call);
    return json.isObject() ? json : null;
  }

  /** The hints, or null. */
  JsonNode annotations(PyNode item) {
    PyNode value = value(item, "annotations");
    return value.isPresent() ? PyAnnotationHints.of(value, names, texts) : null;
  }
}
