package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Turns zod expressions into JSON Schema as far as the source says: {@code
 * z.string().min(1).describe("…")} is a chain of calls whose innermost one names the type.
 */
final class ZodSchemas {

  private static final int MAX_CHAIN = 100;
  private static final int MAX_DEPTH = 24;

  private final Values values;
  private final ZodTypes types;
  private final ZodModifiers modifiers;
  private int depth;

  ZodSchemas(Values values, Literals literals) {
    this.values = values;
    this.types = new ZodTypes(this, values, literals);
    this.modifiers = new ZodModifiers(this, literals);
  }

  /**
   * A schema with what JSON Schema says outside of it.
   *
   * @param schema the schema
   * @param optional whether the member that it describes may be absent
   */
  record Typed(ObjectNode schema, boolean optional) {}

  /** Whether an expression is made by zod. */
  boolean isSchema(Expr expression) {
    return base(expression, new ArrayDeque<>()) != null;
  }

  /** The JSON Schema of a zod expression. */
  JsonNode convert(Expr expression) {
    return typed(expression).schema();
  }

  /** The schema of an expression; an empty one, which allows everything, when it is unknown. */
  Typed typed(Expr expression) {
    Deque<Expr> chain = new ArrayDeque<>();
    Expr base = depth > MAX_DEPTH ? null : base(expression, chain);
    if (base == null) {
      return new Typed(JsonNodeFactory.instance.objectNode(), false);
    }
    depth++;
    try {
      Typed at = types.of(method(base), base);
      while (!chain.isEmpty()) {
        Expr call = chain.pop();
        at = modifiers.apply(method(call), call, at);
      }
      return at;
    } finally {
      depth--;
    }
  }

  /** Adds the members of a raw shape to an object schema. */
  ObjectNode shape(Expr shape, ObjectNode schema) {
    ObjectNode properties = schema.withObjectProperty("properties");
    Expr at = values.follow(shape);
    SyntaxTree tree = at.tree();
    for (int c : tree.namedChildren(at.node()).toArray()) {
      if (tree.is(c, "spread_element")) {
        spread(at.at(tree.namedChild(c, 0)), schema);
        continue;
      }
      String name = values.key(at.at(c));
      if (name != null) {
        Typed member = typed(at.at(tree.is(c, "pair") ? tree.child(c, "value") : c));
        properties.set(name, member.schema());
        require(schema, name, !member.optional());
      }
    }
    return schema;
  }

  private void spread(Expr spread, ObjectNode schema) {
    SyntaxTree tree = spread.tree();
    int node = ScriptSyntax.unwrap(tree, spread.node());
    boolean ofSchema =
        tree.is(node, "member_expression")
            && tree.text(tree.child(node, "property")).equals("shape");
    if (ofSchema) {
      merge(schema, typed(spread.at(tree.child(node, "object"))).schema());
    } else if (values.follow(spread).kind().equals("object") && depth < MAX_DEPTH) {
      depth++;
      shape(spread, schema);
      depth--;
    }
  }

  /** Adds the members of one object schema to another. */
  static void merge(ObjectNode into, JsonNode from) {
    ObjectNode properties = into.withObjectProperty("properties");
    from.path("properties")
        .properties()
        .forEach(
            e -> {
              properties.set(e.getKey(), e.getValue());
              require(into, e.getKey(), isRequired(from, e.getKey()));
            });
  }

  static boolean isRequired(JsonNode schema, String name) {
    for (JsonNode required : schema.path("required")) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  static void require(ObjectNode schema, String name, boolean required) {
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    schema
        .path("required")
        .forEach(
            r -> {
              if (!r.asText().equals(name)) {
                kept.add(r);
              }
            });
    if (required) {
      kept.add(name);
    }
    if (kept.isEmpty()) {
      schema.remove("required");
    } else {
      schema.set("required", kept);
    }
  }

  /** The innermost call of a chain; the calls on its result are pushed, innermost last. */
  private Expr base(Expr expression, Deque<Expr> chain) {
    Expr at = values.follow(expression);
    for (int i = 0; i < MAX_CHAIN && at.kind().equals("call_expression"); i++) {
      SyntaxTree tree = at.tree();
      int callee = ScriptSyntax.unwrap(tree, tree.child(at.node(), "function"));
      if (isZod(values.external(at.at(callee)))) {
        return at;
      }
      if (!tree.is(callee, "member_expression")) {
        return null;
      }
      chain.push(at);
      at = values.follow(at.at(tree.child(callee, "object")));
    }
    return null;
  }

  private static boolean isZod(String qualifiedName) {
    String name = qualifiedName.toLowerCase(Locale.ROOT);
    return (name.contains("zod") || name.startsWith("z."))
        && !name.contains("()")
        && !name.contains("json-schema")
        && !name.contains("jsonschema");
  }

  private static String method(Expr call) {
    SyntaxTree tree = call.tree();
    int callee = ScriptSyntax.unwrap(tree, tree.child(call.node(), "function"));
    int property = tree.child(callee, "property");
    return tree.text(property == NONE ? callee : property);
  }
}
