package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.mcp.js.ZodSchemas.Typed;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The methods of zod schemas: limits, formats, descriptions, optional members. */
final class ZodModifiers {

  private final ZodSchemas schemas;
  private final Literals literals;
  private final Values values;

  ZodModifiers(ZodSchemas schemas, Literals literals, Values values) {
    this.schemas = schemas;
    this.literals = literals;
    this.values = values;
  }

  Typed apply(String method, Expr call, Typed on) {
    ObjectNode schema = on.schema();
    JsonNode value = value(call);
    boolean optional = on.optional();
    switch (method) {
      case "describe" -> {
        if (value.isTextual()) {
          schema.set("description", value);
        }
      }
      case "meta" -> value.properties().forEach(e -> schema.set(e.getKey(), e.getValue()));
      case "optional", "exactOptional" -> optional = true;
      case "nullish" -> {
        return new Typed(nullable(schema), true);
      }
      case "nullable" -> {
        return new Typed(nullable(schema), optional);
      }
      case "default", "prefault", "catch" -> {
        optional = true;
        if (!value.isMissingNode() && !method.equals("catch")) {
          schema.set("default", value);
        }
      }
      case "array" -> {
        ObjectNode list = JsonNodeFactory.instance.objectNode().put("type", "array");
        list.set("items", schema);
        return new Typed(list, false);
      }
      case "or", "and" -> {
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        ArrayNode parts = both.putArray(method.equals("or") ? "anyOf" : "allOf").add(schema);
        argument(call).ifPresent(a -> parts.add(schemas.typed(a).schema()));
        return new Typed(both, optional);
      }
      case "extend", "safeExtend", "augment" ->
          argument(call).ifPresent(a -> schemas.shape(a, schema));
      case "merge" -> argument(call).ifPresent(a -> merge(schema, schemas.typed(a).schema()));
      case "pick", "omit" -> select(schema, value, method.equals("pick"));
      case "partial" -> ZodSchemas.require(schema, List.of());
      case "required" -> ZodSchemas.require(schema, names(schema));
      case "strict" -> schema.put("additionalProperties", false);
      case "passthrough", "loose" -> schema.put("additionalProperties", true);
      case "catchall" ->
          argument(call)
              .ifPresent(a -> schema.set("additionalProperties", schemas.typed(a).schema()));
      default -> limit(method, call, value, schema);
    }
    return new Typed(schema, optional);
  }

  private void limit(String method, Expr call, JsonNode value, ObjectNode schema) {
    switch (method) {
      case "min", "max" -> number(schema, bound(schema, method), value);
      case "length" -> {
        number(schema, bound(schema, "min"), value);
        number(schema, bound(schema, "max"), value);
      }
      case "nonempty" -> schema.put(bound(schema, "min"), 1);
      case "gte" -> number(schema, "minimum", value);
      case "lte" -> number(schema, "maximum", value);
      case "gt" -> number(schema, "exclusiveMinimum", value);
      case "lt" -> number(schema, "exclusiveMaximum", value);
      case "positive" -> schema.put("exclusiveMinimum", 0);
      case "nonnegative" -> schema.put("minimum", 0);
      case "negative" -> schema.put("exclusiveMaximum", 0);
      case "nonpositive" -> schema.put("maximum", 0);
      case "int", "safe" -> schema.put("type", "integer");
      case "multipleOf", "step" -> number(schema, "multipleOf", value);
      case "url" -> schema.put("format", "uri");
      case "email", "uuid", "ipv4", "ipv6", "date", "time", "duration", "ip" ->
          schema.put("format", method);
      case "datetime" -> schema.put("format", "date-time");
      case "regex" -> argument(call).ifPresent(a -> regex(a, schema));
      case "refine" -> argument(call).ifPresent(a -> refined(a, schema));
      case "startsWith" -> pattern(schema, "^", value, "");
      case "endsWith" -> pattern(schema, "", value, "$");
      default -> {
        // Refinements, transformations and brands state nothing that JSON Schema can say.
      }
    }
  }

  /** A schema that also allows {@code null}. */
  static ObjectNode nullable(ObjectNode schema) {
    JsonNode type = schema.path("type");
    if (type.isTextual() && !schema.has("enum") && !schema.has("const")) {
      ArrayNode types = JsonNodeFactory.instance.arrayNode();
      types.add(type).add("null");
      schema.set("type", types);
      return schema;
    }
    ObjectNode either = JsonNodeFactory.instance.objectNode();
    either.putArray("anyOf").add(schema).addObject().put("type", "null");
    return either;
  }

  private static String bound(ObjectNode schema, String side) {
    return switch (schema.path("type").asText()) {
      case "string" -> side + "Length";
      case "array" -> side + "Items";
      default -> side + "imum";
    };
  }

  private static void number(ObjectNode schema, String keyword, JsonNode value) {
    if (value.isNumber()) {
      schema.set(keyword, value);
    }
  }

  private void regex(Expr expression, ObjectNode schema) {
    Expr regex = values.follow(expression);
    SyntaxTree tree = regex.tree();
    boolean lines = tree.text(tree.child(regex.node(), "flags")).contains("m");
    if (tree.is(regex.node(), "regex") && !lines) {
      schema.put("pattern", tree.text(tree.child(regex.node(), "pattern")));
    }
  }

  /** {@code .refine((v) => PATTERN.test(v))} says what {@code .regex(PATTERN)} does. */
  private void refined(Expr expression, ObjectNode schema) {
    Expr function = values.follow(expression);
    SyntaxTree tree = function.tree();
    int test = tree.unbracketed(tree.child(function.node(), "body"));
    int callee = tree.unbracketed(tree.child(test, "function"));
    int tested = tree.unbracketed(ScriptSyntax.argument(tree, test, 0));
    boolean tests =
        tree.is(test, "call_expression")
            && tree.text(tree.child(callee, "property")).equals("test")
            && function.module().binding(tested).orElse(null) instanceof Binding.Parameter p
            && p.function() == function.node();
    if (tests && !schema.has("pattern")) {
      regex(function.at(tree.unbracketed(tree.child(callee, "object"))), schema);
    }
  }

  private static void pattern(ObjectNode schema, String before, JsonNode value, String after) {
    if (value.isTextual()) {
      String quoted = value.textValue().replaceAll("([\\\\^$.|?*+()\\[\\]{}])", "\\\\$1");
      schema.put("pattern", before + quoted + after);
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    Set<String> required = ZodSchemas.required(into);
    names(from).forEach(required::remove);
    required.addAll(ZodSchemas.required(from));
    into.withObjectProperty("properties").setAll(from.withObjectProperty("properties"));
    ZodSchemas.require(into, required);
  }

  private static void select(ObjectNode schema, JsonNode mask, boolean keep) {
    Set<String> required = ZodSchemas.required(schema);
    for (String name : names(schema)) {
      if (mask.has(name) != keep) {
        schema.withObjectProperty("properties").remove(name);
        required.remove(name);
      }
    }
    ZodSchemas.require(schema, required);
  }

  private static List<String> names(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode value(Expr call) {
    return argument(call).map(literals::json).orElse(MissingNode.getInstance());
  }

  private static Optional<Expr> argument(Expr call) {
    int argument = ScriptSyntax.argument(call.tree(), call.node(), 0);
    return argument == NONE ? Optional.empty() : Optional.of(call.at(argument));
  }
}
