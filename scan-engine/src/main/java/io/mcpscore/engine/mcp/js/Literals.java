package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts and JSON values of expressions, with what is unknown marked or left out. */
final class Literals {

  /** Stands for the parts of a text that are built at run time. */
  static final String UNKNOWN = "*";

  private static final int MAX_DEPTH = 24;
  private static final int MAX_TEXT = 256 * 1024;
  private static final int MAX_NODES = 20_000;
  private static final int MAX_PARTS = 1_000;

  private final Values values;
  private int nodes;
  private int parts;

  Literals(Values values) {
    this.values = values;
  }

  /**
   * A text, with {@code *} for the parts that are built at run time.
   *
   * @param expression null when there is none
   * @return null when there is no expression, or it is {@code undefined} or {@code null}
   */
  String text(Expr expression) {
    parts = MAX_PARTS;
    return expression == null ? null : text(expression, 0);
  }

  private String text(Expr expression, int depth) {
    if (depth > MAX_DEPTH || parts-- <= 0) {
      return UNKNOWN;
    }
    JsonNode constant = values.program().constant(expression.module(), expression.node());
    if (constant.isValueNode()) {
      return constant.isNull() ? null : constant.asText();
    }
    Expr at = values.follow(expression);
    if (at.isKey()) {
      return at.source();
    }
    return switch (at.kind()) {
      case "undefined", "null" -> null;
      case "property_identifier" -> at.source();
      case "template_string" -> template(at, depth);
      case "binary_expression" -> sum(at, depth);
      case "call_expression" -> changed(at, depth);
      case "identifier" -> at.source().equals("undefined") ? null : UNKNOWN;
      default -> {
        JsonNode known = values.program().constant(at.module(), at.node());
        yield known.isValueNode() && !known.isNull() ? known.asText() : UNKNOWN;
      }
    };
  }

  /** What {@code "shop.list".replace(".", "_")} and the like give back. */
  private String changed(Expr call, int depth) {
    SyntaxTree tree = call.tree();
    int callee = tree.child(call.node(), "function");
    if (!tree.is(callee, "member_expression")) {
      return UNKNOWN;
    }
    int[] arguments = ScriptSyntax.arguments(tree, call.node()).toArray();
    String method = tree.text(tree.child(callee, "property"));
    boolean replaces = method.startsWith("replace") && arguments.length == 2;
    if (!replaces && !method.matches("toLowerCase|toUpperCase|trim")) {
      return UNKNOWN;
    }
    String text = text(call.at(tree.child(callee, "object")), depth + 1);
    String from = replaces ? text(call.at(arguments[0]), depth + 1) : "";
    String to = replaces ? text(call.at(arguments[1]), depth + 1) : "";
    if (text == null || from == null || to == null || (text + from + to).contains(UNKNOWN)) {
      return UNKNOWN;
    }
    return switch (method) {
      case "toLowerCase" -> text.toLowerCase(Locale.ROOT);
      case "toUpperCase" -> text.toUpperCase(Locale.ROOT);
      case "trim" -> text.strip();
      case "replaceAll" -> text.replace(from, to);
      default -> text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
    };
  }

  private String template(Expr template, int depth) {
    SyntaxTree tree = template.tree();
    StringBuilder out = new StringBuilder();
    int from = tree.start(template.node()) + 1;
    for (int c = tree.firstChild(template.node()); c != NONE; c = tree.nextSibling(c)) {
      if (tree.is(c, "template_substitution") && out.length() < MAX_TEXT) {
        out.append(tree.source().slice(from, tree.start(c)));
        out.append(text(template.at(tree.namedChild(c, 0)), depth + 1));
        from = tree.end(c);
      }
    }
    int end = Math.max(from, tree.end(template.node()) - 1);
    return out.append(tree.source().slice(from, end)).toString();
  }

  private String sum(Expr sum, int depth) {
    SyntaxTree tree = sum.tree();
    Deque<Integer> operands = new ArrayDeque<>();
    int at = sum.node();
    while (tree.is(at, "binary_expression") && tree.text(tree.child(at, "operator")).equals("+")) {
      operands.push(tree.child(at, "right"));
      at = tree.child(at, "left");
    }
    if (at == sum.node()) {
      return UNKNOWN;
    }
    operands.push(at);
    StringBuilder out = new StringBuilder();
    for (int operand : operands) {
      if (out.length() > MAX_TEXT) {
        break;
      }
      out.append(text(sum.at(operand), depth + 1));
    }
    return out.toString();
  }

  /** A JSON value; members and items that are unknown are left out. Missing when it is unknown. */
  JsonNode json(Expr expression) {
    nodes = MAX_NODES;
    parts = MAX_PARTS;
    return expression == null ? MissingNode.getInstance() : json(expression, 0);
  }

  private JsonNode json(Expr expression, int depth) {
    if (depth > MAX_DEPTH || nodes-- <= 0) {
      return MissingNode.getInstance();
    }
    Expr at = values.follow(expression);
    SyntaxTree tree = at.tree();
    switch (at.kind()) {
      case "object" -> {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        for (int c : tree.namedChildren(at.node()).toArray()) {
          if (tree.is(c, "spread_element")) {
            JsonNode spread = json(at.at(tree.namedChild(c, 0)), depth + 1);
            spread.properties().forEach(e -> out.set(e.getKey(), e.getValue()));
          } else if (values.key(at.at(c)) != null) {
            Expr value = at.at(tree.is(c, "pair") ? tree.child(c, "value") : c);
            put(out, values.key(at.at(c)), json(value, depth + 1));
          }
        }
        return out;
      }
      case "array" -> {
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        for (int c : tree.namedChildren(at.node()).toArray()) {
          boolean spread = tree.is(c, "spread_element");
          JsonNode item = json(at.at(spread ? tree.namedChild(c, 0) : c), depth + 1);
          if (spread) {
            item.forEach(out::add);
          } else if (!item.isMissingNode()) {
            out.add(item);
          }
        }
        return out;
      }
      default -> {
        JsonNode constant = values.program().constant(at.module(), at.node());
        return constant.isMissingNode() && isText(at.kind())
            ? JsonNodeFactory.instance.textNode(text(at, depth + 1))
            : constant;
      }
    }
  }

  private static boolean isText(String kind) {
    return kind.equals("template_string") || kind.equals("binary_expression");
  }

  private static void put(ObjectNode out, String name, JsonNode value) {
    if (!value.isMissingNode()) {
      out.set(name, value);
    }
  }
}
