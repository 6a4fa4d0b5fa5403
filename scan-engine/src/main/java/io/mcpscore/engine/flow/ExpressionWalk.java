package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Evaluates expressions to what is known of their values. */
final class ExpressionWalk {

  private final Frame frame;
  private final SyntaxTree tree;
  private final Assignments assignments;

  ExpressionWalk(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
    this.assignments = new Assignments(frame);
  }

  void assign(int target, Value value) {
    assignments.assign(target, value);
  }

  /** See {@link Assignments#iterate}. */
  void iterate(int target, int expression, Value value) {
    assignments.iterate(target, expression, value);
  }

  /** See {@link Assignments#testedKeys}. */
  Place testedKeys(int target, int expression) {
    return assignments.testedKeys(target, expression);
  }

  void declare(int declarator) {
    assignments.declare(declarator);
  }

  /** The variable or member that an expression names, or null. */
  Place place(int expression) {
    return assignments.place(expression);
  }

  Value value(int start) {
    int node = Shapes.unwrap(tree, start);
    if (node == NONE || !frame.run.enter()) {
      return Value.CLEAN;
    }
    try {
      String source = frame.run.source(frame.module, node);
      Value value = frame.run.admits(step(node));
      return source == null || value.isGuarded()
          ? value
          : value.join(Value.of(Taint.ofSource(frame.step(node, source))));
    } finally {
      frame.run.leave();
    }
  }

  private Value step(int node) {
    return switch (tree.kind(node)) {
      case "identifier", "shorthand_property_identifier" -> variable(frame.variable(node));
      case "this" -> variable(place(node));
      case "member_expression", "attribute" -> member(node);
      case "subscript_expression", "subscript" -> item(node);
      case "call_expression", "new_expression", "call" ->
          Shapes.isCall(tree, node) ? frame.calls.result(node) : Value.CLEAN;
      case "assignment_expression", "assignment" -> assignments.assignment(node);
      case "augmented_assignment_expression", "augmented_assignment" -> assignments.augmented(node);
      case "named_expression" -> {
        Value value = value(tree.child(node, "value"));
        assign(tree.child(node, "name"), value);
        yield value;
      }
      case "template_string", "concatenated_string", "string" -> text(node);
      case "template_substitution",
          "interpolation",
          "sequence_expression",
          "set",
          "spread_element",
          "list_splat",
          "dictionary_splat",
          "format_specifier" ->
          parts(node);
      case "expression_list", "array", "list", "tuple" -> list(node);
      case "yield_expression", "yield" -> {
        Value item = value(tree.namedChild(node, 0));
        frame.yields(item, isDelegated(node));
        yield item.flat();
      }
      case "binary_expression", "binary_operator", "boolean_operator" -> operation(node);
      case "ternary_expression" ->
          choice(
              tree.child(node, "condition"),
              tree.child(node, "consequence"),
              tree.child(node, "alternative"));
      case "conditional_expression" ->
          choice(tree.namedChild(node, 1), tree.namedChild(node, 0), tree.namedChild(node, 2));
      case "object", "dictionary" -> table(node);
      case "list_comprehension",
          "set_comprehension",
          "dictionary_comprehension",
          "generator_expression" ->
          comprehension(node);
      case "unary_expression", "update_expression", "not_operator", "comparison_operator" -> {
        tree.namedChildren(node).forEach(this::value);
        yield Value.CLEAN;
      }
      case "pair" -> value(tree.child(node, "value"));
      case "jsx_element",
          "jsx_self_closing_element",
          "jsx_opening_element",
          "jsx_fragment",
          "jsx_expression" ->
          parts(node);
      case "jsx_attribute" -> {
        Value value = parts(node);
        frame.sinks.at(node);
        yield value;
      }
      default -> Value.CLEAN;
    };
  }

  /** {@code yield* items}, {@code yield from items}. */
  private boolean isDelegated(int node) {
    int end = Math.min(tree.end(node), tree.start(node) + 12);
    return tree.source().slice(tree.start(node), end).matches("(?s)yield\\s*(?:\\*|from\\b).*");
  }

  private Value variable(Place place) {
    return place == null ? Value.CLEAN : frame.environment.get(place);
  }

  /** Something made of all its parts. */
  private Value parts(int node) {
    Value out = Value.CLEAN;
    for (int child : tree.namedChildren(node).toArray()) {
      out = out.join(value(child).flat());
    }
    return out;
  }

  /** A list; behind one that is spread into it, nobody counts. */
  private Value list(int node) {
    List<Value> items = new ArrayList<>();
    boolean counted = true;
    for (int child : tree.namedChildren(node).toArray()) {
      counted &= !tree.is(child, "spread_element") && !tree.is(child, "list_splat");
      items.add(value(child));
    }
    return counted
        ? Value.ofItems(items)
        : items.stream().map(Value::flat).reduce(Value.CLEAN, Value::join);
  }

  /** A text with parts; what it begins with may decide what the rest can do. */
  private Value text(int node) {
    Value out = Value.CLEAN;
    boolean begun = false;
    boolean ownHead = false;
    for (int child : tree.namedChildren(node).toArray()) {
      Value part = value(child).flat();
      boolean mark = tree.is(child, "string_start");
      ownHead |= !begun && !mark && !part.isTainted();
      begun |= !mark;
      out = out.join(part);
    }
    return text(node, out, ownHead);
  }

  private Value text(int node, Value value, boolean ownHead) {
    boolean harmless =
        value.isTainted() && frame.run.rule().cleansText(frame.module, node, ownHead);
    return harmless ? Value.CLEAN : value;
  }

  private Value member(int node) {
    Value owner = value(Shapes.owner(tree, node));
    String name = Shapes.memberName(tree, node);
    if (Propagation.isMeasuring(name) || isCleaned(node, owner)) {
      return Value.CLEAN;
    }
    Value member = owner.member(name);
    if (member.isTainted() || !owner.isTainted()) {
      return member;
    }
    boolean script = frame.module.file().language().isScript();
    return script ? frame.calls.got(node, owner) : frame.calls.property(node, owner);
  }

  private boolean isCleaned(int access, Value owner) {
    return owner.isTainted() && frame.run.rule().cleansAccess(frame.module, access);
  }

  private Value item(int node) {
    Value owner = value(Shapes.owner(tree, node));
    int index = Shapes.index(tree, node);
    value(index);
    if (SinkNodes.isVariable(tree, node)) {
      frame.sinks.at(node);
    }
    if (isCleaned(node, owner)) {
      return Value.CLEAN;
    }
    JsonNode key = frame.run.constant(frame.module, index);
    if (key.isTextual()) {
      return owner.member(key.textValue());
    }
    return key.isInt() && key.intValue() >= 0 ? owner.item(key.intValue()) : owner.item();
  }

  /** Long sums lean to the left, so their left spine is walked in a loop. */
  private Value operation(int node) {
    String kind = tree.kind(node);
    int leftmost = node;
    while (tree.is(leftmost, kind) && isJoining(leftmost)) {
      leftmost = tree.child(leftmost, "left");
    }
    if (leftmost == node) {
      Value left = value(tree.child(node, "left"));
      return logical(node, left);
    }
    Value out = value(leftmost).flat();
    boolean ownHead = !out.isTainted();
    for (int at = leftmost; at != node; ) {
      at = tree.parent(at);
      out = out.join(value(tree.child(at, "right")).flat());
    }
    return text(node, out, ownHead);
  }

  private boolean isJoining(int node) {
    return switch (operator(node)) {
      case "+", "%" -> true;
      case "/", "|" -> tree.is(node, "binary_operator");
      default -> false;
    };
  }

  private String operator(int node) {
    return tree.text(tree.child(node, "operator"));
  }

  private Value logical(int node, Value left) {
    int right = tree.child(node, "right");
    String operator = operator(node);
    boolean and = operator.equals("&&") || operator.equals("and");
    boolean or = operator.equals("||") || operator.equals("??") || operator.equals("or");
    if (!and && !or) {
      value(right);
      return Value.CLEAN;
    }
    Environment before = frame.environment;
    frame.environment = before.copy();
    frame.conditions.assume(tree.child(node, "left"), and);
    Value second = value(right);
    frame.environment = Environment.join(before, frame.environment);
    return and ? second : left.join(second);
  }

  private Value choice(int condition, int consequence, int alternative) {
    value(condition);
    Environment before = frame.environment;
    frame.environment = before.copy();
    frame.conditions.assume(condition, true);
    Value first = value(consequence);
    Environment after = frame.environment;
    frame.environment = before.copy();
    frame.conditions.assume(condition, false);
    Value second = value(alternative);
    frame.environment = Environment.join(after, frame.environment);
    return first.join(second);
  }

  private Value table(int node) {
    Map<String, Value> members = new TreeMap<>();
    Value spread = Value.CLEAN;
    for (int item : tree.namedChildren(node).toArray()) {
      switch (tree.kind(item)) {
        case "pair" -> {
          Value value = value(tree.child(item, "value"));
          String name = key(tree.child(item, "key"));
          if (name == null) {
            spread = spread.join(value.flat());
          } else {
            members.put(name, value);
          }
        }
        case "shorthand_property_identifier" -> members.put(tree.text(item), value(item));
        case "spread_element", "dictionary_splat" ->
            spread = spread.join(value(tree.namedChild(item, 0)));
        default -> {}
      }
    }
    Value out = spread;
    for (Map.Entry<String, Value> member : members.entrySet()) {
      out = out.with(List.of(member.getKey()), member.getValue());
    }
    return out;
  }

  private String key(int key) {
    if (tree.is(key, "property_identifier")) {
      return tree.text(key);
    }
    JsonNode constant = frame.run.constant(frame.module, key);
    return constant.isTextual() ? constant.textValue() : null;
  }

  private Value comprehension(int node) {
    Environment before = frame.environment;
    frame.environment = before.copy();
    for (int clause : tree.namedChildren(node).toArray()) {
      if (tree.is(clause, "for_in_clause")) {
        int right = tree.child(clause, "right");
        iterate(tree.child(clause, "left"), right, value(right));
      } else if (tree.is(clause, "if_clause")) {
        value(tree.namedChild(clause, 0));
        frame.conditions.assume(tree.namedChild(clause, 0), true);
      }
    }
    int body = tree.namedChild(node, 0);
    Value out = value(body).flat();
    if (tree.is(body, "pair")) {
      out = out.keyed(value(tree.child(body, "key")));
    }
    frame.environment = Environment.join(before, frame.environment);
    return out;
  }
}
