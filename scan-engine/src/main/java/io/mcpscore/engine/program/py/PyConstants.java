package io.mcpscore.engine.program.py;

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
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/**
 * Folds expressions to constants. Text that is folded costs fuel as well, so that code which
 * doubles a text again and again ends as no constant.
 */
final class PyConstants {

  private static final JsonNode MISSING = MissingNode.getInstance();
  private static final int TEXT_PER_STEP = 64;

  private final PyEvaluator evaluator;
  private final PyConstantCalls calls;

  PyConstants(PyEvaluator evaluator) {
    this.evaluator = evaluator;
    this.calls = new PyConstantCalls(evaluator, this);
  }

  /** The value of an expression, or a missing node. */
  JsonNode fold(PyModule module, int node, Fuel fuel) {
    if (node == NONE || !fuel.enter()) {
      return MISSING;
    }
    try {
      JsonNode value = step(module, node, fuel);
      boolean paid = !value.isTextual() || fuel.spend(value.textValue().length() / TEXT_PER_STEP);
      return paid ? value : MISSING;
    } finally {
      fuel.leave();
    }
  }

  private JsonNode step(PyModule module, int node, Fuel fuel) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "string", "concatenated_string" ->
          PyStrings.decode(tree, node, i -> interpolated(module, i, fuel))
              .<JsonNode>map(TextNode::valueOf)
              .orElse(MISSING);
      case "integer", "float" -> PyNumbers.parse(tree.text(node));
      case "true" -> BooleanNode.TRUE;
      case "false" -> BooleanNode.FALSE;
      case "none" -> NullNode.getInstance();
      case "list", "tuple", "set", "expression_list" -> list(module, node, fuel);
      case "dictionary" -> object(module, node, fuel);
      case "parenthesized_expression" -> fold(module, tree.namedChild(node, 0), fuel);
      case "named_expression" -> fold(module, tree.child(node, "value"), fuel);
      case "unary_operator" ->
          PyNumbers.negated(
              tree.text(tree.child(node, "operator")),
              fold(module, tree.child(node, "argument"), fuel));
      case "binary_operator" -> operation(module, node, fuel);
      case "call" -> calls.fold(module, node, fuel);
      case "identifier", "dotted_name", "subscript" -> followed(module, node, fuel);
      case "attribute" -> attribute(module, node, fuel);
      default -> MISSING;
    };
  }

  private String interpolated(PyModule module, int interpolation, Fuel fuel) {
    boolean plain =
        module.tree().child(interpolation, "format_specifier") == NONE
            && module.tree().child(interpolation, "type_conversion") == NONE;
    JsonNode value = fold(module, module.tree().child(interpolation, "expression"), fuel);
    return plain && (value.isTextual() || value.isIntegralNumber()) ? value.asText() : null;
  }

  private ArrayNode list(PyModule module, int node, Fuel fuel) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode();
    for (int item : module.tree().namedChildren(node).toArray()) {
      if (module.tree().is(item, "list_splat")) {
        JsonNode spread = fold(module, module.tree().namedChild(item, 0), fuel);
        if (spread.isArray() && fuel.spend(spread.size())) {
          spread.forEach(out::add);
        } else {
          out.add(MISSING);
        }
      } else {
        out.add(fold(module, item, fuel));
      }
    }
    return out;
  }

  private ObjectNode object(PyModule module, int node, Fuel fuel) {
    SyntaxTree tree = module.tree();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    for (int item : tree.namedChildren(node).toArray()) {
      if (tree.is(item, "dictionary_splat")) {
        JsonNode spread = fold(module, tree.namedChild(item, 0), fuel);
        if (spread instanceof ObjectNode fields && fuel.spend(fields.size())) {
          out.setAll(fields);
        }
      } else if (tree.is(item, "pair")) {
        JsonNode key = fold(module, tree.child(item, "key"), fuel);
        if (key.isValueNode()) {
          out.set(key.asText(), fold(module, tree.child(item, "value"), fuel));
        }
      }
    }
    return out;
  }

  /** Long sums lean to the left, so their left spine is walked in a loop. */
  private JsonNode operation(PyModule module, int node, Fuel fuel) {
    SyntaxTree tree = module.tree();
    String operator = tree.text(tree.child(node, "operator"));
    if (!operator.equals("+") && !operator.equals("|")) {
      return PyNumbers.operation(
          operator,
          fold(module, tree.child(node, "left"), fuel),
          fold(module, tree.child(node, "right"), fuel));
    }
    int leftmost = node;
    while (isSame(tree, leftmost, operator)) {
      leftmost = tree.child(leftmost, "left");
    }
    PySum sum = new PySum(fold(module, leftmost, fuel));
    int at = leftmost;
    while (at != node && sum.isConstant()) {
      at = tree.parent(at);
      sum.add(fold(module, tree.child(at, "right"), fuel));
    }
    return sum.value();
  }

  private static boolean isSame(SyntaxTree tree, int node, String operator) {
    return tree.is(node, "binary_operator")
        && tree.text(tree.child(node, "operator")).equals(operator);
  }

  private JsonNode followed(PyModule module, int node, Fuel fuel) {
    if (module.binding(node).orElse(null) instanceof Binding.Variable v
        && isOpen(module, v.value(), fuel)) {
      return MISSING;
    }
    Optional<PyValue> value = evaluator.evaluate(module, node, fuel);
    if (value.isPresent()
        && value.get() instanceof PyValue.Expression e
        && (e.module() != module || e.node() != node)) {
      return fold(e.module(), e.node(), fuel);
    }
    return MISSING;
  }

  /**
   * Whether a value is a default only, as in {@code name or "all"}: what it stands in for is not
   * known.
   */
  private boolean isOpen(PyModule module, int value, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int chosen =
        switch (value == NONE ? "" : tree.kind(value)) {
          case "boolean_operator" -> tree.child(value, "left");
          case "conditional_expression" -> tree.namedChild(value, 0);
          default -> NONE;
        };
    return chosen != NONE && !tree.is(chosen, "none") && fold(module, chosen, fuel).isMissingNode();
  }

  /** Members of an {@code Enum} and their {@code value} are the same constant here. */
  private JsonNode attribute(PyModule module, int node, Fuel fuel) {
    SyntaxTree tree = module.tree();
    JsonNode value = followed(module, node, fuel);
    int object = tree.child(node, "object");
    String name = tree.text(tree.child(node, "attribute"));
    if (!value.isMissingNode()) {
      return value;
    }
    if (name.equals("value")) {
      return fold(module, object, fuel);
    }
    return name.equals("__doc__") ? calls.docstring(module, object, fuel) : MISSING;
  }
}
