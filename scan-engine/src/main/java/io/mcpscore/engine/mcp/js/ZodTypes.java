package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.mcp.js.ZodSchemas.Typed;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.function.Consumer;

/** The zod functions that make a schema: {@code z.string()}, {@code z.object({…})}. */
final class ZodTypes {

  private final ZodSchemas schemas;
  private final Values values;
  private final Literals literals;

  ZodTypes(ZodSchemas schemas, Values values, Literals literals) {
    this.schemas = schemas;
    this.values = values;
    this.literals = literals;
  }

  Typed of(String type, Expr call) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    boolean optional = false;
    switch (type) {
      case "string", "templateLiteral", "stringFormat" -> schema.put("type", "string");
      case "email", "uuid", "ipv4", "ipv6", "datetime", "date", "time", "duration" ->
          schema.put("type", "string").put("format", type.equals("datetime") ? "date-time" : type);
      case "url", "httpUrl" -> schema.put("type", "string").put("format", "uri");
      case "guid" -> schema.put("type", "string").put("format", "uuid");
      case "number", "float32", "float64" -> schema.put("type", "number");
      case "int", "int32", "uint32", "bigint", "int64" -> schema.put("type", "integer");
      case "boolean", "stringbool" -> schema.put("type", "boolean");
      case "null" -> schema.put("type", "null");
      case "literal" -> literal(call, schema);
      case "enum", "nativeEnum" -> enumeration(call, schema);
      case "array", "set" -> {
        schema.put("type", "array");
        argument(call, 0, a -> schema.set("items", schemas.typed(a).schema()));
        if (type.equals("set")) {
          schema.put("uniqueItems", true);
        }
      }
      case "tuple" -> {
        schema.put("type", "array");
        schema.set("prefixItems", each(call, 0));
      }
      case "object", "strictObject", "looseObject" -> {
        schema.put("type", "object");
        argument(call, 0, a -> schemas.shape(a, schema));
        if (!type.equals("object")) {
          schema.put("additionalProperties", type.equals("looseObject"));
        }
      }
      case "record", "map", "partialRecord" -> record(call, schema);
      case "union" -> schema.set("anyOf", each(call, 0));
      case "discriminatedUnion" -> schema.set("anyOf", each(call, 1));
      case "intersection" -> {
        ArrayNode both = schema.putArray("allOf");
        argument(call, 0, a -> both.add(schemas.typed(a).schema()));
        argument(call, 1, a -> both.add(schemas.typed(a).schema()));
      }
      case "optional", "nullable", "nullish", "pipeline", "readonly", "promise" -> {
        Typed inner = inner(call, 0);
        optional = inner.optional() || type.equals("optional") || type.equals("nullish");
        schema.setAll(
            type.startsWith("null") ? ZodModifiers.nullable(inner.schema()) : inner.schema());
      }
      case "preprocess" -> {
        Typed inner = inner(call, 1);
        optional = inner.optional();
        schema.setAll(inner.schema());
      }
      case "undefined", "void", "any", "unknown" -> optional = true;
      default -> {
        // Custom types and lazy ones allow whatever their code does.
      }
    }
    return new Typed(schema, optional);
  }

  private Typed inner(Expr call, int index) {
    int argument = ScriptSyntax.argument(call.tree(), call.node(), index);
    return argument == NONE
        ? new Typed(JsonNodeFactory.instance.objectNode(), false)
        : schemas.typed(call.at(argument));
  }

  private void literal(Expr call, ObjectNode schema) {
    argument(
        call,
        0,
        a -> {
          JsonNode value = literals.json(a);
          if (value.isArray()) {
            schema.set("enum", value);
          } else if (!value.isMissingNode()) {
            schema.set("const", value);
          }
        });
  }

  private void enumeration(Expr call, ObjectNode schema) {
    argument(
        call,
        0,
        a -> {
          Expr at = values.follow(a);
          JsonNode listed = at.kind().equals("enum_declaration") ? members(at) : literals.json(at);
          ArrayNode allowed = JsonNodeFactory.instance.arrayNode();
          listed.forEach(allowed::add);
          if (!allowed.isEmpty()) {
            if (allowed.get(0).isTextual()) {
              schema.put("type", "string");
            }
            schema.set("enum", allowed);
          }
        });
  }

  private JsonNode members(Expr declaration) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    SyntaxTree tree = declaration.tree();
    tree.namedChildren(tree.child(declaration.node(), "body"))
        .filter(c -> tree.is(c, "enum_assignment"))
        .mapToObj(c -> literals.json(declaration.at(tree.child(c, "value"))))
        .filter(JsonNode::isValueNode)
        .forEach(out::add);
    return out;
  }

  private void record(Expr call, ObjectNode schema) {
    schema.put("type", "object");
    int second = ScriptSyntax.argument(call.tree(), call.node(), 1);
    argument(
        call,
        second == NONE ? 0 : 1,
        a -> schema.set("additionalProperties", schemas.typed(a).schema()));
  }

  private ArrayNode each(Expr call, int index) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    argument(
        call,
        index,
        a -> {
          Expr list = values.follow(a);
          if (list.kind().equals("array")) {
            list.tree()
                .namedChildren(list.node())
                .forEach(c -> out.add(schemas.typed(list.at(c)).schema()));
          }
        });
    return out;
  }

  private static void argument(Expr call, int index, Consumer<Expr> consumer) {
    int argument = ScriptSyntax.argument(call.tree(), call.node(), index);
    if (argument != NONE) {
      consumer.accept(call.at(argument));
    }
  }
}
