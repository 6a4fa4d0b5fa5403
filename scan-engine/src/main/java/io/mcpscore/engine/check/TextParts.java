package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.ComposedText.Part;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Takes one expression apart. Depth and number of parts are bounded; what is beyond is a gap. */
final class TextParts {

  private static final int DEEPEST = 14;
  private static final int MOST_PARTS = 300;
  private static final Set<String> WRAPPERS =
      Set.of(
          "parenthesized_expression",
          "await_expression",
          "await",
          "as_expression",
          "satisfies_expression",
          "non_null_expression",
          "expression_list");
  private static final Set<String> SAME_TEXT =
      Set.of(
          "trim",
          "trimEnd",
          "trimStart",
          "strip",
          "rstrip",
          "lstrip",
          "toString",
          "lower",
          "upper",
          "toLowerCase",
          "toUpperCase",
          "encode",
          "valueOf");

  /** Tags of templates that leave the text as it is, and fill the values in. */
  private static final Set<String> TAGS =
      Set.of("gql", "graphql", "dedent", "outdent", "stripIndent", "String.raw", "cypher");

  private static final Set<String> TEXT_OF = Set.of("str", "String", "dedent", "textwrap.dedent");
  private static final Pattern PERCENT =
      Pattern.compile("%(?:\\(\\w{1,60}\\))?[-+#0-9.]{0,6}[sdrif]");
  private static final Pattern BRACES = Pattern.compile("\\{[^{}]{0,60}}");

  private final Program program;
  private final SourceModule module;
  private final SyntaxTree tree;
  private final List<Part> out = new ArrayList<>();
  private final Set<Integer> seen = new HashSet<>();

  TextParts(Program program, SourceModule module) {
    this.program = program;
    this.module = module;
    this.tree = module.tree();
  }

  List<Part> of(int expression) {
    add(expression, DEEPEST);
    return out;
  }

  private void add(int start, int depth) {
    int node = unwrapped(start);
    if (node == NONE) {
      return;
    }
    JsonNode constant = program.constant(module, node);
    if (ComposedText.isText(constant) && !isJoin(node)) {
      out.add(new Part(constant.asText(), node));
    } else if (depth == 0 || out.size() >= MOST_PARTS) {
      out.add(new Part(null, node));
    } else {
      compose(node, depth - 1);
    }
  }

  /** A list may grow after it was given, so that what is joined is no constant. */
  private boolean isJoin(int node) {
    boolean composed = !Literals.isString(tree, node) && !tree.is(node, "identifier");
    return composed && tree.text(node).contains("join(");
  }

  private void compose(int node, int depth) {
    switch (tree.kind(node)) {
      case "string", "template_string" -> template(node, depth);
      case "concatenated_string" -> tree.namedChildren(node).forEach(c -> add(c, depth));
      case "binary_expression", "binary_operator" -> sum(node, depth);
      case "boolean_operator" -> add(tree.child(node, "left"), depth);
      case "ternary_expression" ->
          either(
              node,
              tree.child(node, "condition"),
              tree.child(node, "consequence"),
              tree.child(node, "alternative"),
              depth);
      case "conditional_expression" ->
          either(
              node,
              tree.namedChild(node, 1),
              tree.namedChild(node, 0),
              tree.namedChild(node, 2),
              depth);
      case "subscript" -> {
        boolean slice = tree.is(tree.child(node, "subscript"), "slice");
        if (slice) {
          add(tree.child(node, "value"), depth);
        } else {
          gap(node);
        }
      }
      case "identifier", "shorthand_property_identifier" -> name(node, depth);
      case "call_expression", "call" -> call(node, depth);
      default -> gap(node);
    }
  }

  /** One of two; what the condition tests is seen as what it is behind that test alone. */
  private void either(int node, int condition, int first, int second, int depth) {
    boolean tested =
        Stream.of(first, second)
            .filter(n -> tree.is(n, "identifier"))
            .anyMatch(n -> holds(condition, n));
    if (tested) {
      gap(node);
    } else {
      add(first, depth);
      add(second, depth);
    }
  }

  /** Whether a condition speaks of a name, or of a copy of it. */
  private boolean holds(int condition, int name) {
    String value = tree.text(Expressions.valueOf(module, name));
    return tree.subtree(condition)
        .filter(n -> tree.is(n, "identifier"))
        .anyMatch(n -> tree.text(Expressions.valueOf(module, n)).equals(value));
  }

  private void gap(int node) {
    out.add(new Part(null, node));
  }

  private void template(int node, int depth) {
    int from = Literals.contentStart(tree, node);
    for (int child : tree.namedChildren(node).toArray()) {
      if (tree.is(child, "template_substitution") || tree.is(child, "interpolation")) {
        literal(from, tree.start(child), node);
        add(tree.namedChild(child, 0), depth);
        from = tree.end(child);
      }
    }
    literal(from, Literals.contentEnd(tree, node), node);
  }

  private void literal(int from, int to, int node) {
    if (to > from) {
      out.add(new Part(tree.source().slice(from, to), node));
    }
  }

  /** Long sums lean to the left, so their left spine is walked in a loop. */
  private void sum(int node, int depth) {
    String operator = tree.text(tree.child(node, "operator"));
    int left = tree.child(node, "left");
    String template = operator.equals("%") ? template(left) : "";
    if (!template.isEmpty()) {
      fill(left, template, PERCENT, values(tree.child(node, "right")), depth);
      return;
    }
    if (!operator.equals("+")) {
      boolean either = operator.matches("\\|\\||\\?\\?");
      add(either ? left : NONE, depth);
      if (!either) {
        gap(node);
      }
      return;
    }
    int leftmost = node;
    while (tree.is(leftmost, tree.kind(node))
        && tree.text(tree.child(leftmost, "operator")).equals("+")) {
      leftmost = tree.child(leftmost, "left");
    }
    add(leftmost, depth);
    for (int at = leftmost; at != node; ) {
      at = tree.parent(at);
      add(tree.child(at, "right"), depth);
    }
  }

  private List<Integer> values(int right) {
    return tree.is(right, "tuple") ? tree.namedChildren(right).boxed().toList() : List.of(right);
  }

  private void fill(int string, String text, Pattern holes, List<Integer> values, int depth) {
    Matcher matcher = holes.matcher(text);
    int from = 0;
    int next = 0;
    while (matcher.find() && !values.isEmpty()) {
      out.add(new Part(text.substring(from, matcher.start()), string));
      int value = values.get(Math.min(next++, values.size() - 1));
      add(tree.is(value, "keyword_argument") ? tree.child(value, "value") : value, depth);
      from = matcher.end();
    }
    out.add(new Part(text.substring(from), string));
  }

  private void name(int identifier, int depth) {
    List<Integer> values = GivenValues.of(module, identifier);
    boolean any = false;
    for (int value : values) {
      if (seen.add(value)) {
        any = true;
        add(value, depth);
      }
    }
    if (!any) {
      gap(identifier);
    }
  }

  private void call(int node, int depth) {
    int function = tree.child(node, "function");
    int object = tree.child(function, "object");
    int property = tree.child(function, "property");
    int named = property == NONE ? tree.child(function, "attribute") : property;
    String method = tree.text(named == NONE ? function : named);
    int list = tree.child(node, "arguments");
    int first = tree.namedChild(list, 0);
    if (tree.is(list, "template_string") && TAGS.contains(tree.text(function))) {
      template(list, depth);
    } else if (object != NONE && SAME_TEXT.contains(method)) {
      add(object, depth);
    } else if (TEXT_OF.contains(tree.text(function))) {
      add(first, depth);
    } else if (method.equals("format") && !template(object).isEmpty()) {
      fill(object, template(object), BRACES, tree.namedChildren(list).boxed().toList(), depth);
    } else if (method.equals("join") && object != NONE) {
      joined(node, object, first, depth);
    } else {
      gap(node);
    }
  }

  /** The text that is filled, also one that another file gives a name; empty when not known. */
  private String template(int object) {
    int node = unwrapped(object);
    if (node == NONE || Literals.isString(tree, node)) {
      return node == NONE ? "" : Literals.content(tree, node);
    }
    List<Integer> given = tree.is(node, "identifier") ? GivenValues.of(module, node) : List.of();
    return given.size() == 1 && Literals.isString(tree, given.getFirst())
        ? Literals.content(tree, given.getFirst())
        : textual(program.constant(module, node));
  }

  /** A remainder of a division is no text. */
  private static String textual(JsonNode constant) {
    return constant.isTextual() ? constant.textValue() : "";
  }

  /** {@code " AND ".join(list)} and {@code list.join(" AND ")}. */
  private void joined(int call, int object, int first, int depth) {
    boolean python = !module.file().language().isScript();
    String separator = program.constant(module, python ? object : first).asText("");
    int list = unwrapped(python ? first : object);
    List<Integer> items = new ArrayList<>();
    List<Integer> lists =
        tree.is(list, "identifier") ? GivenValues.of(module, list) : List.of(list);
    for (int value : lists) {
      boolean literal = tree.is(value, "array") || tree.is(value, "list");
      items.addAll(literal ? tree.namedChildren(value).boxed().toList() : List.of(value));
    }
    if (items.isEmpty() || items.equals(List.of(list))) {
      gap(comprehended(list) == NONE ? call : list);
      return;
    }
    for (int item : items) {
      if (item != items.getFirst()) {
        out.add(new Part(separator, call));
      }
      add(item, depth);
    }
  }

  private int comprehended(int list) {
    return tree.is(list, "list_comprehension") || tree.is(list, "generator_expression")
        ? list
        : NONE;
  }

  private int unwrapped(int start) {
    int node = start;
    while (node != NONE && WRAPPERS.contains(tree.kind(node)) && tree.firstChild(node) != NONE) {
      node = tree.namedChild(node, 0);
    }
    return node;
  }
}
