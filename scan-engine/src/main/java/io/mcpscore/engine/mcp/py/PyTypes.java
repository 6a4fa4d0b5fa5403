package io.mcpscore.engine.mcp.py;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** JSON Schema of annotations. */
final class PyTypes {

  private static final int DEEPEST = 12;

  private static final Map<String, String> PLAIN =
      Map.ofEntries(
          Map.entry("str", "string"),
          Map.entry("int", "integer"),
          Map.entry("float", "number"),
          Map.entry("bool", "boolean"),
          Map.entry("bytes", "string"),
          Map.entry("None", "null"),
          Map.entry("Decimal", "number"),
          Map.entry("SecretStr", "string"),
          Map.entry("StrictStr", "string"),
          Map.entry("StrictInt", "integer"),
          Map.entry("StrictBool", "boolean"),
          Map.entry("PositiveInt", "integer"),
          Map.entry("NonNegativeInt", "integer"));

  private static final Map<String, String> FORMATS =
      Map.ofEntries(
          Map.entry("Path", "path"),
          Map.entry("FilePath", "file-path"),
          Map.entry("DirectoryPath", "directory-path"),
          Map.entry("AnyUrl", "uri"),
          Map.entry("AnyHttpUrl", "uri"),
          Map.entry("HttpUrl", "uri"),
          Map.entry("EmailStr", "email"),
          Map.entry("datetime", "date-time"),
          Map.entry("date", "date"),
          Map.entry("time", "time"),
          Map.entry("UUID", "uuid"),
          Map.entry("UUID4", "uuid"));

  private final PyNames names;
  private final PyFields fields;
  private final PyModels models;

  PyTypes(PyNames names, PyTexts texts) {
    this.names = names;
    this.fields = new PyFields(names, texts);
    this.models = new PyModels(names, texts, fields, this);
  }

  PyModels models() {
    return models;
  }

  PyFields fields() {
    return fields;
  }

  /** Schema of an annotation; an empty object when any value is allowed or nothing is known. */
  ObjectNode schema(PyNode annotation) {
    return schema(annotation, DEEPEST);
  }

  ObjectNode schema(PyNode start, int depth) {
    PyNode node = start.unwrapped();
    ObjectNode any = JsonNodeFactory.instance.objectNode();
    if (!node.isPresent() || depth <= 0) {
      return any;
    }
    return switch (node.kind()) {
      case "none" -> any.put("type", "null");
      case "identifier", "attribute" -> named(node, depth);
      case "generic_type" -> generic(node.named(0), node.named(1).children(), depth);
      case "subscript" -> {
        List<PyNode> parts = node.children();
        yield generic(parts.getFirst(), parts.subList(1, parts.size()), depth);
      }
      case "union_type", "binary_operator" -> union(alternatives(node), depth);
      case "string" -> quoted(node, depth);
      default -> any;
    };
  }

  /** Unions lean to the left; longer ones than this are not written by hand. */
  private static List<PyNode> alternatives(PyNode union) {
    PyNode at = union.unwrapped();
    List<PyNode> out = new ArrayList<>();
    for (int i = 0; i < 50 && (at.is("union_type") || at.is("binary_operator")); i++) {
      out.addFirst(at.named(1).unwrapped());
      at = at.named(0).unwrapped();
    }
    out.addFirst(at);
    return out;
  }

  private ObjectNode named(PyNode node, int depth) {
    Optional<ObjectNode> plain = plain(names.simpleName(node));
    if (plain.isPresent()) {
      return plain.get();
    }
    Optional<PyNode> defined = names.defined(node).filter(d -> !d.equals(node));
    return defined
        .map(d -> d.is("class_definition") ? models.schema(d, depth - 1) : schema(d, depth - 1))
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private static Optional<ObjectNode> plain(String name) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    if (PLAIN.containsKey(name)) {
      return Optional.of(out.put("type", PLAIN.get(name)));
    }
    if (FORMATS.containsKey(name)) {
      return Optional.of(out.put("type", "string").put("format", FORMATS.get(name)));
    }
    return switch (name) {
      case "list", "List", "Sequence", "Iterable", "tuple", "Tuple", "set", "Set", "frozenset" ->
          Optional.of(out.put("type", "array"));
      case "dict", "Dict", "Mapping", "MutableMapping" -> Optional.of(out.put("type", "object"));
      default -> Optional.empty();
    };
  }

  private ObjectNode generic(PyNode head, List<PyNode> arguments, int depth) {
    String name = names.simpleName(head);
    PyNode first = arguments.isEmpty() ? head.at(-1) : arguments.getFirst();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    return switch (name) {
      case "Optional" -> nullable(schema(first, depth - 1));
      case "Union" -> union(arguments, depth);
      case "Literal" -> literal(arguments);
      case "Annotated" -> {
        ObjectNode schema = schema(first, depth - 1);
        arguments.stream().skip(1).forEach(a -> fields.apply(a.unwrapped(), schema));
        yield schema;
      }
      case "Required", "NotRequired", "Final", "ClassVar", "ReadOnly" -> schema(first, depth - 1);
      case "dict", "Dict", "Mapping", "MutableMapping" -> {
        out.put("type", "object");
        if (arguments.size() == 2) {
          out.set("additionalProperties", schema(arguments.get(1), depth - 1));
        }
        yield out;
      }
      default -> {
        ObjectNode schema = named(head, depth);
        if (schema.path("type").asText().equals("array") && first.isPresent()) {
          schema.set("items", schema(first, depth - 1));
        }
        yield schema;
      }
    };
  }

  private static ObjectNode nullable(ObjectNode schema) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode any = out.putArray("anyOf");
    if (schema.has("anyOf") && schema.size() == 1) {
      schema.get("anyOf").forEach(any::add);
    } else {
      any.add(schema);
    }
    any.addObject().put("type", "null");
    return out;
  }

  private ObjectNode union(List<PyNode> alternatives, int depth) {
    if (alternatives.size() == 1) {
      return schema(alternatives.getFirst(), depth - 1);
    }
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode any = out.putArray("anyOf");
    alternatives.forEach(a -> any.add(schema(a, depth - 1)));
    return out;
  }

  private ObjectNode literal(List<PyNode> values) {
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (PyNode value : values) {
      JsonNode constant = names.constant(value.unwrapped());
      if (!constant.isMissingNode()) {
        items.add(constant);
      }
    }
    return enumeration(items);
  }

  /** Schema of listed values, with their type when all are of one. */
  static ObjectNode enumeration(ArrayNode values) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    boolean texts = true;
    boolean numbers = true;
    for (JsonNode value : values) {
      texts &= value.isTextual();
      numbers &= value.isIntegralNumber();
    }
    if (!values.isEmpty() && (texts || numbers)) {
      out.put("type", texts ? "string" : "integer");
    }
    out.set("enum", values);
    return out;
  }

  /** {@code "str | None"} and {@code "Model"}, as written for later. */
  private ObjectNode quoted(PyNode node, int depth) {
    String text = names.constant(node).asText().strip();
    boolean optional = text.endsWith("| None");
    String name = optional ? text.substring(0, text.length() - 6).strip() : text;
    ObjectNode schema =
        plain(name)
            .orElseGet(
                () ->
                    names
                        .exported(node.module(), name)
                        .filter(d -> d.is("class_definition"))
                        .map(d -> models.schema(d, depth - 1))
                        .orElseGet(JsonNodeFactory.instance::objectNode));
    return optional ? nullable(schema) : schema;
  }
}
