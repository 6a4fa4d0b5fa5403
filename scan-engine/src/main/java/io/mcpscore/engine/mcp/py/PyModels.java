package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.program.py.PyParameter;
import java.util.List;

/** JSON Schema of pydantic models, data classes, typed dictionaries, enums and signatures. */
final class PyModels {

  private static final int DEEPEST = 10;

  private final PyNames names;
  private final PyTexts texts;
  private final PyFields fields;
  private final PyTypes types;

  PyModels(PyNames names, PyTexts texts, PyFields fields, PyTypes types) {
    this.names = names;
    this.texts = texts;
    this.fields = fields;
    this.types = types;
  }

  /** Schema of a class of the repository. */
  ObjectNode schema(PyNode type, int depth) {
    if (isEnum(type, depth)) {
      ArrayNode values = JsonNodeFactory.instance.arrayNode();
      for (PyNode assignment : assignments(type)) {
        JsonNode value = names.constant(assignment.child("right"));
        if (value.isValueNode() && !value.isMissingNode()) {
          values.add(value);
        }
      }
      return PyTypes.enumeration(values);
    }
    ObjectNode out = object();
    String description = texts.docstring(type);
    if (description != null) {
      out.put("description", description);
    }
    addFields(type, out, depth);
    dropEmptyRequired(out);
    return out;
  }

  private static ObjectNode object() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("type", "object");
    out.putObject("properties");
    out.putArray("required");
    return out;
  }

  private static void dropEmptyRequired(ObjectNode schema) {
    if (schema.path("required").isEmpty()) {
      schema.remove("required");
    }
  }

  boolean isEnum(PyNode type, int depth) {
    return bases(type).stream()
        .anyMatch(
            base -> {
              String name = names.simpleName(base);
              return name.equals("Enum")
                  || name.equals("StrEnum")
                  || name.equals("IntEnum")
                  || (depth > 0 && names.type(base).map(t -> isEnum(t, depth - 1)).orElse(false));
            });
  }

  private static List<PyNode> bases(PyNode type) {
    return type.arguments().positional().stream().map(type::at).toList();
  }

  private static List<PyNode> assignments(PyNode type) {
    return type.child("body").children().stream()
        .filter(s -> s.is("expression_statement"))
        .map(s -> s.named(0))
        .filter(a -> a.is("assignment") && a.child("left").is("identifier"))
        .toList();
  }

  private void addFields(PyNode type, ObjectNode out, int depth) {
    if (depth <= 0) {
      return;
    }
    bases(type).forEach(b -> names.type(b).ifPresent(t -> addFields(t, out, depth - 1)));
    for (PyNode assignment : assignments(type)) {
      PyNode annotation = assignment.child("type");
      String name = assignment.child("left").text();
      boolean isField =
          annotation.isPresent()
              && !name.startsWith("_")
              && !annotation.text().contains("ClassVar");
      if (isField) {
        addProperty(out, name, annotation, assignment.child("right"), depth);
      }
    }
  }

  /** Schema of what a client passes to a function; only the parameters at these positions. */
  ObjectNode parameters(PyNode function, List<PyParameter> parameters, List<Integer> positions) {
    ObjectNode out = object();
    for (int position : positions) {
      PyParameter parameter = parameters.get(position);
      if (parameter.kind() == PyParameter.Kind.PLAIN
          || parameter.kind() == PyParameter.Kind.KEYWORD) {
        addProperty(
            out,
            parameter.name(),
            function.at(parameter.type()),
            function.at(parameter.value()),
            DEEPEST);
      }
    }
    dropEmptyRequired(out);
    return out;
  }

  private void addProperty(
      ObjectNode out, String name, PyNode annotation, PyNode value, int depth) {
    ObjectNode schema = types.schema(annotation, depth - 1);
    String key = name;
    boolean optional = schema.has("default");
    if (fields.isField(value)) {
      fields.apply(value, schema);
      optional |= fields.hasDefault(value);
      key = fields.alias(value, name);
    } else if (value.node() != NONE) {
      optional = true;
      JsonNode constant = texts.json(value);
      if (!constant.isMissingNode()) {
        schema.set("default", constant);
      }
    }
    ((ObjectNode) out.get("properties")).set(key, schema);
    ArrayNode required = (ArrayNode) out.get("required");
    if (!optional) {
      required.add(key);
    }
  }
}
