package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Puts values into variables, members and patterns. */
final class Assignments {

  private static final int DEEPEST = 20;

  private static final Set<String> RESOLVING = Set.of("urljoin", "join", "joinpath");

  /** What takes off the end, such as a slash, and leaves where a path leads to as it was. */
  private static final Set<String> TRIMMING = Set.of("rstrip", "trimEnd", "trimRight");

  private final Frame frame;
  private final SyntaxTree tree;

  Assignments(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
  }

  /** {@code const target = value}. */
  void declare(int declarator) {
    int value = tree.child(declarator, "value");
    if (value != NONE) {
      assign(tree.child(declarator, "name"), named(declarator, "name", value));
    }
  }

  /** {@code target = value}, also {@code a = b = value}. */
  Value assignment(int node) {
    int right = tree.child(node, "right");
    if (right == NONE) {
      return Value.CLEAN;
    }
    Value value = named(node, "left", right);
    int left = tree.child(node, "left");
    assign(left, value);
    if (Shapes.isMember(tree, left) || Shapes.isItem(tree, left)) {
      frame.sinks.at(node);
    }
    return value;
  }

  /** The value with a step for the reader, and with the place that it is another form of. */
  private Value named(int node, String field, int expression) {
    Value value = frame.expressions.value(expression);
    int target = tree.child(node, field);
    if (!value.isTainted()) {
      return value;
    }
    Place same = place(expression);
    boolean plain = tree.is(expression, "identifier");
    Value out =
        plain ? value : value.plus(frame.step(node, "becomes " + Shapes.brief(tree.text(target))));
    return same == null ? out : out.as(new Value.Alias(same, frame.environment.get(same)));
  }

  /** {@code target += value}. */
  Value augmented(int node) {
    Value value = frame.expressions.value(tree.child(node, "right")).flat();
    Place place = place(tree.child(node, "left"));
    if (place == null) {
      return value;
    }
    boolean number =
        !tree.text(tree.child(node, "operator")).matches("\\+=|%=|/=|\\|=|&&=|\\?\\?=");
    boolean harmless =
        number || (value.isTainted() && frame.run.rule().cleansAppended(frame.module, node));
    Value sum = frame.environment.get(place).join(harmless ? Value.CLEAN : value);
    frame.environment.put(place, sum);
    return sum;
  }

  void assign(int target, Value value) {
    assign(target, value, DEEPEST);
  }

  private void assign(int target, Value value, int depth) {
    if (target == NONE || depth == 0) {
      return;
    }
    switch (tree.kind(target)) {
      case "identifier", "shorthand_property_identifier_pattern" -> {
        Place place = frame.variable(target);
        if (place != null) {
          frame.environment.put(place, value);
        }
      }
      case "member_expression", "attribute", "subscript_expression", "subscript" ->
          assignMember(target, value);
      case "object_pattern" ->
          tree.namedChildren(target).forEach(part -> assignPart(part, value, depth));
      case "pattern_list", "tuple_pattern", "list_pattern", "array_pattern", "tuple", "list" ->
          assignItems(target, value, depth);
      case "assignment_pattern", "object_assignment_pattern" ->
          assign(tree.child(target, "left"), value, depth - 1);
      case "rest_pattern",
          "list_splat_pattern",
          "parenthesized_expression",
          "non_null_expression",
          "lexical_declaration" ->
          assign(tree.namedChild(target, 0), value, depth - 1);
      default -> {}
    }
  }

  /** By position, up to where a rest takes several. */
  private void assignItems(int target, Value value, int depth) {
    int position = 0;
    boolean counted = true;
    for (int part : tree.children(target).toArray()) {
      if (tree.is(part, ",")) {
        position++;
      } else if (tree.isNamed(part) && !tree.is(part, "comment")) {
        counted &= !tree.is(part, "rest_pattern") && !tree.is(part, "list_splat_pattern");
        assign(part, counted ? value.item(position) : value.item(), depth - 1);
      }
    }
  }

  private void assignPart(int part, Value value, int depth) {
    switch (tree.kind(part)) {
      case "shorthand_property_identifier_pattern" ->
          assign(part, value.member(tree.text(part)), depth - 1);
      case "object_assignment_pattern" -> {
        int left = tree.child(part, "left");
        assign(left, value.member(tree.text(left)), depth - 1);
      }
      case "pair_pattern" ->
          assign(
              tree.child(part, "value"),
              value.member(tree.text(tree.child(part, "key"))),
              depth - 1);
      default -> assign(part, value, depth - 1);
    }
  }

  private void assignMember(int target, Value value) {
    Place place = place(target);
    if (place != null) {
      frame.environment.put(place, value);
      return;
    }
    Place owner = place(Shapes.owner(tree, target));
    if (owner != null && value.isTainted()) {
      Value stored = value.flat();
      int key = Shapes.isItem(tree, target) ? Shapes.index(tree, target) : NONE;
      boolean text = key != NONE && !tree.is(key, "slice");
      Value named = text ? stored.keyed(frame.quietly(key)) : stored;
      frame.environment.put(owner, frame.environment.get(owner).join(named));
    }
  }

  /**
   * {@code for target in expression}, where the items of a table are its keys, and both with {@code
   * items()}.
   */
  void iterate(int target, int expression, Value value) {
    if (target == NONE || expression == NONE) {
      return;
    }
    String view = view(expression);
    boolean pair =
        view.equals("items")
            && tree.is(target, "pattern_list")
            && tree.namedChild(target, 1) != NONE
            && tree.namedChild(target, 2) == NONE;
    if (pair) {
      assign(tree.namedChild(target, 0), value.key());
      assign(tree.namedChild(target, 1), value.item());
    } else {
      boolean python = !frame.module.file().language().isScript();
      boolean keys = view.isEmpty() && python && (value.isKeyed() || value.taint() == null);
      assign(target, keys ? value.key() : value.item());
    }
  }

  /** The method that looks at a table in another way, or the empty text. */
  private String view(int expression) {
    int node = Shapes.unwrap(tree, expression);
    boolean method = Shapes.isCall(tree, node) && Shapes.isMember(tree, Shapes.callee(tree, node));
    String name = method ? Shapes.memberName(tree, Shapes.callee(tree, node)) : "";
    return name.equals("items") || name.equals("values") ? name : "";
  }

  /** Whether the keys of {@code table.items()} are tested in a loop over it, and of which table. */
  Place testedKeys(int target, int expression) {
    int first = tree.is(target, "pattern_list") ? tree.namedChild(target, 0) : NONE;
    if (first == NONE || !view(expression).equals("items")) {
      return null;
    }
    Place key = place(first);
    int table = Shapes.owner(tree, Shapes.callee(tree, Shapes.unwrap(tree, expression)));
    return key != null && frame.environment.get(key).isGuarded() ? place(table) : null;
  }

  /**
   * The variable or member that an expression names, or null. A form of the same thing, such as
   * {@code str(x)}, {@code x.trim()} or {@code path.resolve(x)}, names what {@code x} names.
   */
  Place place(int start) {
    return place(start, DEEPEST);
  }

  private Place place(int start, int depth) {
    int node = Shapes.unwrap(tree, start);
    if (node == NONE || depth == 0) {
      return null;
    }
    if (tree.is(node, "identifier") || tree.is(node, "shorthand_property_identifier")) {
      return frame.variable(node);
    }
    if (tree.is(node, "this")) {
      return Frame.parameter(frame.module, owner(node), Taint.Origin.RECEIVER);
    }
    if (Shapes.isMember(tree, node)) {
      Place owner = place(Shapes.owner(tree, node), depth - 1);
      return owner == null ? null : owner.member(Shapes.memberName(tree, node));
    }
    if (Shapes.isItem(tree, node)) {
      JsonNode key = frame.run.constant(frame.module, Shapes.index(tree, node));
      Place owner = key.isTextual() ? place(Shapes.owner(tree, node), depth - 1) : null;
      return owner == null ? null : owner.member(key.textValue());
    }
    if (tree.is(node, "binary_operator")) {
      return below(node, depth);
    }
    return Shapes.isCall(tree, node) ? normalized(node, depth) : null;
  }

  /** The function that {@code this} belongs to: arrow functions have none of their own. */
  private int owner(int node) {
    int at = tree.parent(node);
    while (at > 0 && (tree.is(at, "arrow_function") || !Shapes.isFunction(tree, at))) {
      at = tree.parent(at);
    }
    return at;
  }

  /** The only operand of a call that changes no more than its form. */
  private Place normalized(int call, int depth) {
    int callee = Shapes.callee(tree, call);
    boolean member = Shapes.isMember(tree, callee);
    String name = member ? Shapes.memberName(tree, callee) : tree.text(callee);
    List<Shapes.Argument> arguments = Shapes.arguments(tree, call);
    if (member && TRIMMING.contains(name)) {
      return place(Shapes.owner(tree, callee), depth - 1);
    }
    boolean own = frame.run.isOwnFunction(frame.module, callee) && arguments.size() == 1;
    if (!own && !Propagation.isNormalizing(name) && !RESOLVING.contains(name)) {
      return null;
    }
    if (arguments.isEmpty()) {
      return member ? place(Shapes.owner(tree, callee), depth - 1) : null;
    }
    boolean single = arguments.size() == 1 && !arguments.getFirst().spread();
    return single
        ? place(arguments.getFirst().node(), depth - 1)
        : resolved(name, arguments, depth);
  }

  /**
   * What is resolved against something of the program's own: a reference against an address, a path
   * against a directory. Of {@code path.join} the result says less: it takes an absolute path for a
   * relative one, which the path itself is not.
   */
  private Place resolved(String name, List<Shapes.Argument> arguments, int depth) {
    boolean script = frame.module.file().language().isScript();
    boolean last =
        name.equals("urljoin")
            || name.equals(script ? "resolve" : "join")
            || name.equals("joinpath");
    boolean first = name.equals("URL") && arguments.size() == 2;
    if (arguments.isEmpty() || !(last || first)) {
      return null;
    }
    int at = first ? 0 : arguments.size() - 1;
    boolean own =
        IntStream.range(0, arguments.size())
            .filter(i -> i != at)
            .noneMatch(i -> frame.quietly(arguments.get(i).node()).isTainted());
    return own && !arguments.get(at).spread() ? place(arguments.get(at).node(), depth - 1) : null;
  }

  /** {@code ROOT / x}. */
  private Place below(int sum, int depth) {
    boolean path = tree.text(tree.child(sum, "operator")).equals("/");
    return path && !frame.quietly(tree.child(sum, "left")).isTainted()
        ? place(tree.child(sum, "right"), depth - 1)
        : null;
  }
}
