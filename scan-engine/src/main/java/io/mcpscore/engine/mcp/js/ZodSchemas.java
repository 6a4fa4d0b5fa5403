package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
    this.modifiers = new ZodModifiers(this, literals, values);
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
    Set<String> required = required(schema);
    Expr at = values.follow(shape);
    SyntaxTree tree = at.tree();
    int[] items = at.kind().equals("object") ? tree.namedChildren(at.node()).toArray() : new int[0];
    for (int c : items) {
      if (tree.is(c, "spread_element")) {
        JsonNode spread = spread(at.at(tree.namedChild(c, 0)));
        for (Map.Entry<String, JsonNode> e : spread.path("properties").properties()) {
          properties.set(e.getKey(), e.getValue());
          required.remove(e.getKey());
        }
        required.addAll(required(spread));
        continue;
      }
      String name = values.key(at.at(c));
      if (name != null) {
        Typed member = typed(at.at(tree.is(c, "pair") ? tree.child(c, "value") : c));
        properties.set(name, member.schema());
        required.remove(name);
        if (!member.optional()) {
          required.add(name);
        }
      }
    }
    require(schema, required);
    return schema;
  }

  private JsonNode spread(Expr spread) {
    SyntaxTree tree = spread.tree();
    int node = ScriptSyntax.unwrap(tree, spread.node());
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    if (tree.is(node, "member_expression")
        && tree.text(tree.child(node, "property")).equals("shape")) {
      return typed(spread.at(tree.child(node, "object"))).schema();
    }
    if (!values.follow(spread).kind().equals("object") || depth >= MAX_DEPTH) {
      return schema;
    }
    depth++;
    try {
      return shape(spread, schema);
    } finally {
      depth--;
    }
  }

  /** Sets the required members of an object schema; none means no such keyword. */
  static void require(ObjectNode schema, Collection<String> names) {
    schema.remove("required");
    if (!names.isEmpty()) {
      ArrayNode required = schema.putArray("required");
      names.forEach(required::add);
    }
  }

  /** The required members of an object schema. */
  static Set<String> required(JsonNode schema) {
    Set<String> names = new LinkedHashSet<>();
    schema.path("required").forEach(r -> names.add(r.asText()));
    return names;
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
