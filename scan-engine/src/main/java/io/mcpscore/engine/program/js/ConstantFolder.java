package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Folds one expression. A folder has a number of steps and limits of depth and length, so that
 * cycles, towers of constants and deeply nested literals end as missing nodes.
 */
final class ConstantFolder {

  static final JsonNode MISSING = MissingNode.getInstance();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int MAX_STEPS = 5_000;
  private static final int MAX_DEPTH = 48;
  private static final int MAX_TEXT = 256 * 1024;

  private final ModuleLinks links;
  private int steps = MAX_STEPS;

  ConstantFolder(ModuleLinks links) {
    this.links = links;
  }

  JsonNode fold(ScriptModule module, int expression) {
    return fold(module, expression, 0);
  }

  private JsonNode fold(ScriptModule module, int expression, int depth) {
    SyntaxTree tree = module.tree();
    int node = ScriptSyntax.unwrap(tree, expression);
    if (node == NONE || depth > MAX_DEPTH || steps-- <= 0) {
      return MISSING;
    }
    return switch (tree.kind(node)) {
      case "string" -> TextNode.valueOf(StringLiterals.decode(tree, node));
      case "template_string" -> template(module, node, depth);
      case "number" -> Numbers.literal(tree.text(node));
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      case "null" -> NullNode.getInstance();
      case "unary_expression" ->
          Numbers.unary(
              tree.text(tree.child(node, "operator")),
              fold(module, tree.child(node, "argument"), depth + 1));
      case "binary_expression" -> binary(module, node, depth);
      case "array" -> array(module, node, depth);
      case "object" -> object(module, node, depth);
      case "enum_declaration" -> MISSING;
      case "identifier",
          "shorthand_property_identifier",
          "member_expression",
          "subscript_expression" ->
          name(module, node, depth);
      case "call_expression" -> call(module, node, depth);
      default -> MISSING;
    };
  }

  private JsonNode template(ScriptModule module, int template, int depth) {
    SyntaxTree tree = module.tree();
    StringBuilder out = new StringBuilder();
    int at = tree.start(template) + 1;
    for (int c = tree.firstChild(template); c != NONE; c = tree.nextSibling(c)) {
      boolean escape = tree.is(c, "escape_sequence");
      if (!escape && !tree.is(c, "template_substitution")) {
        continue;
      }
      out.append(tree.source().slice(at, tree.start(c)));
      at = tree.end(c);
      if (escape) {
        out.append(StringLiterals.unescape(tree.text(c)));
      } else {
        JsonNode value = fold(module, tree.namedChild(c, 0), depth + 1);
        if (!value.isValueNode() || out.length() > MAX_TEXT) {
          return MISSING;
        }
        out.append(value.asText());
      }
    }
    int end = Math.max(at, tree.end(template) - 1);
    return TextNode.valueOf(out.append(tree.source().slice(at, end)).toString());
  }

  private JsonNode binary(ScriptModule module, int node, int depth) {
    SyntaxTree tree = module.tree();
    String operator = tree.text(tree.child(node, "operator"));
    if (!operator.equals("+")) {
      return Numbers.binary(
          operator,
          fold(module, tree.child(node, "left"), depth + 1),
          fold(module, tree.child(node, "right"), depth + 1));
    }
    // Long texts are chains of hundreds of +, each the left operand of the next.
    Deque<Integer> operands = new ArrayDeque<>();
    int at = node;
    while (tree.is(at, "binary_expression") && tree.text(tree.child(at, "operator")).equals("+")) {
      operands.push(tree.child(at, "right"));
      at = ScriptSyntax.unwrap(tree, tree.child(at, "left"));
    }
    JsonNode sum = fold(module, at, depth + 1);
    StringBuilder text = null;
    for (int operand : operands) {
      JsonNode value = fold(module, operand, depth + 1);
      if (!sum.isValueNode() || !value.isValueNode()) {
        return MISSING;
      }
      if (text == null && sum.isNumber() && value.isNumber()) {
        sum = Numbers.binary("+", sum, value);
        continue;
      }
      if (text == null) {
        text = new StringBuilder(sum.asText());
      }
      if (text.append(value.asText()).length() > MAX_TEXT) {
        return MISSING;
      }
    }
    return text == null ? sum : TextNode.valueOf(text.toString());
  }

  private JsonNode array(ScriptModule module, int array, int depth) {
    ArrayNode out = NODES.arrayNode();
    SyntaxTree tree = module.tree();
    for (int c : tree.namedChildren(array).toArray()) {
      if (tree.is(c, "spread_element")) {
        JsonNode spread = fold(module, tree.namedChild(c, 0), depth + 1);
        if (spread.isArray()) {
          spread.forEach(out::add);
        } else {
          out.add(MISSING);
        }
      } else {
        out.add(fold(module, c, depth + 1));
      }
    }
    return out;
  }

  private JsonNode object(ScriptModule module, int object, int depth) {
    ObjectNode out = NODES.objectNode();
    SyntaxTree tree = module.tree();
    for (int c : tree.namedChildren(object).toArray()) {
      if (tree.is(c, "spread_element")) {
        JsonNode spread = fold(module, tree.namedChild(c, 0), depth + 1);
        if (spread.isObject()) {
          spread.properties().forEach(e -> out.set(e.getKey(), e.getValue()));
        }
        continue;
      }
      String name = key(module, c, depth);
      if (name != null) {
        int value = tree.is(c, "pair") ? tree.child(c, "value") : c;
        out.set(name, fold(module, value, depth + 1));
      }
    }
    return out;
  }

  private String key(ScriptModule module, int item, int depth) {
    SyntaxTree tree = module.tree();
    String plain = ScriptSyntax.memberName(tree, item);
    int key = tree.child(item, "key");
    if (plain != null || !tree.is(key, "computed_property_name")) {
      return plain;
    }
    JsonNode computed = fold(module, tree.namedChild(key, 0), depth + 1);
    return computed.isValueNode() ? computed.asText() : null;
  }

  private JsonNode name(ScriptModule module, int node, int depth) {
    Optional<Target> target = new NameFollower(links).resolve(module, node);
    if (target.orElse(null) instanceof Target.Defined defined) {
      boolean same = defined.module() == module && defined.node() == node;
      return same ? MISSING : fold((ScriptModule) defined.module(), defined.node(), depth + 1);
    }
    return target.isPresent() ? MISSING : member(module, node, depth);
  }

  /** Members that names alone do not lead to: of JSON files, counted enums, merged objects. */
  private JsonNode member(ScriptModule module, int expression, int depth) {
    SyntaxTree tree = module.tree();
    List<String> path = new ArrayList<>();
    int at = expression;
    while (tree.is(at, "member_expression") && path.size() < MAX_DEPTH) {
      path.addFirst(tree.text(tree.child(at, "property")));
      at = ScriptSyntax.unwrap(tree, tree.child(at, "object"));
    }
    if (!tree.is(at, "identifier")) {
      return MISSING;
    }
    JsonNode value = MISSING;
    Binding binding = module.binding(at).orElse(null);
    if (binding instanceof Binding.Import imported) {
      value = links.json(module, imported.specifier());
      if (!imported.name().equals("default") && !imported.name().equals("*")) {
        path.addFirst(imported.name());
      }
    }
    if (value.isMissingNode() && at != expression) {
      value = fold(module, at, depth + 1);
    }
    for (String member : path) {
      value = value.path(member);
    }
    return value;
  }

  private JsonNode call(ScriptModule module, int call, int depth) {
    SyntaxTree tree = module.tree();
    int callee = ScriptSyntax.unwrap(tree, tree.child(call, "function"));
    int tag = tree.child(call, "arguments");
    if (tree.is(tag, "template_string")) {
      return TextMethods.tagged(tree.text(callee), fold(module, tag, depth + 1));
    }
    if (tree.is(callee, "member_expression")
        && TextMethods.knows(tree.text(tree.child(callee, "property")))) {
      JsonNode receiver = fold(module, tree.child(callee, "object"), depth + 1);
      int argument = ScriptSyntax.argument(tree, call, 0);
      JsonNode value = argument == NONE ? MISSING : fold(module, argument, depth + 1);
      return TextMethods.apply(
          tree.text(tree.child(callee, "property")), receiver, argument != NONE, value, MAX_TEXT);
    }
    Optional<Target> target = new NameFollower(links).resolve(module, call);
    return target.orElse(null) instanceof Target.Defined defined
            && !(defined.module() == module && defined.node() == call)
        ? fold((ScriptModule) defined.module(), defined.node(), depth + 1)
        : MISSING;
  }
}
