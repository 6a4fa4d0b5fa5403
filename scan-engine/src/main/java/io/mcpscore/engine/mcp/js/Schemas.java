package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Set;

/** Input schemas as JSON Schema: JSON literals, zod objects, raw zod shapes, converter calls. */
final class Schemas {

  private static final Set<String> CONVERTERS =
      Set.of("zodToJsonSchema", "toJSONSchema", "toJsonSchema", "fromJsonSchema", "jsonSchema");

  private static final int MAX_CONVERTERS = 4;

  private final Values values;
  private final Literals literals;
  private final ZodSchemas zod;

  Schemas(Values values, Literals literals) {
    this.values = values;
    this.literals = literals;
    this.zod = new ZodSchemas(values, literals);
  }

  /**
   * The schema that an expression states.
   *
   * @param expression or null
   * @return null when there is none or nothing is known of it
   */
  JsonNode of(Expr expression) {
    return of(expression, 0);
  }

  private JsonNode of(Expr expression, int depth) {
    if (expression == null || depth > MAX_CONVERTERS) {
      return null;
    }
    if (zod.isSchema(expression)) {
      return zod.convert(expression);
    }
    Expr at = values.follow(withoutShape(expression));
    SyntaxTree tree = at.tree();
    if (at.kind().equals("call_expression")) {
      int callee = tree.child(at.node(), "function");
      int name = tree.is(callee, "member_expression") ? tree.child(callee, "property") : callee;
      int argument = ScriptSyntax.argument(tree, at.node(), 0);
      if (CONVERTERS.contains(tree.text(name)) && argument != NONE) {
        return of(at.at(argument), depth + 1);
      }
      return zod.isSchema(at) ? zod.convert(at) : null;
    }
    if (!at.kind().equals("object")) {
      JsonNode constant = literals.json(at);
      return constant.isObject() ? constant : null;
    }
    if (isJsonSchema(at)) {
      return literals.json(at);
    }
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("type", "object");
    return zod.shape(at, schema);
  }

  /** The schema of an expression that a library made, or null for anything else. */
  JsonNode stated(Expr expression) {
    if (zod.isSchema(expression)) {
      return zod.convert(expression);
    }
    Expr at = values.follow(expression);
    return zod.isSchema(at) ? zod.convert(at) : null;
  }

  /** Whether an object states a schema or shape rather than annotations. */
  boolean isShape(Expr expression) {
    Expr at = values.follow(expression);
    SyntaxTree tree = at.tree();
    return at.kind().equals("object")
        && tree.namedChildren(at.node())
            .allMatch(
                c ->
                    tree.is(c, "spread_element")
                        || !tree.is(c, "pair")
                        || zod.isSchema(at.at(tree.child(c, "value"))));
  }

  private boolean isJsonSchema(Expr object) {
    Expr type = values.member(object, "type");
    Expr properties = values.member(object, "properties");
    boolean named = type != null && !zod.isSchema(type) && literals.json(type).isTextual();
    return named || (properties != null && !zod.isSchema(properties));
  }

  /** {@code X.shape} states the same as {@code X}. */
  private static Expr withoutShape(Expr expression) {
    SyntaxTree tree = expression.tree();
    int node = ScriptSyntax.unwrap(tree, expression.node());
    return tree.is(node, "member_expression")
            && tree.text(tree.child(node, "property")).equals("shape")
        ? expression.at(tree.child(node, "object"))
        : expression;
  }
}
