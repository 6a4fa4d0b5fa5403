package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the outcome of a condition says about values: tests that the rule names, equality with
 * values of the program, membership in listed ones, and functions of the repository that make such
 * tests.
 */
final class ConditionWalk {

  private static final int DEEPEST = 12;
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Set<String> TYPE_TESTS = Set.of("isInteger", "isFinite", "isinstance");

  private final Frame frame;
  private final SyntaxTree tree;
  private final ItemTests items;
  private final OwnTests own;

  ConditionWalk(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
    this.items = new ItemTests(frame);
    this.own = new OwnTests(frame);
  }

  /** Goes on as if a condition had this outcome. */
  void assume(int condition, boolean outcome) {
    if (condition != NONE) {
      facts(condition, outcome, DEEPEST).forEach(frame.environment::guard);
      Place empty = place(Emptiness.of(tree, condition, outcome));
      if (empty != null) {
        frame.environment.put(empty, Value.CLEAN);
      }
    }
  }

  /** {@code c ? a : b}: what holds on the ways that can have this outcome. */
  private Set<Place> choice(int condition, int first, int second, boolean outcome, int depth) {
    boolean one = Truth.mayBe(frame, first, outcome);
    boolean two = Truth.mayBe(frame, second, outcome);
    Set<Place> a =
        one ? union(facts(condition, true, depth - 1), facts(first, outcome, depth - 1)) : Set.of();
    Set<Place> b =
        two
            ? union(facts(condition, false, depth - 1), facts(second, outcome, depth - 1))
            : Set.of();
    if (one && two) {
      a.retainAll(b);
    }
    return one ? a : b;
  }

  /** Places that are harmless when a condition has this outcome. */
  Set<Place> facts(int start, boolean outcome, int depth) {
    int node = Shapes.unwrap(tree, start);
    if (node == NONE || depth == 0) {
      return Set.of();
    }
    Optional<Guard> guard = frame.run.rule().guard(frame.module, node);
    if (guard.isPresent()) {
      Set<Place> told =
          guard.get().harmlessWhen() == outcome ? places(guard.get().value()) : Set.of();
      // What is put together says more about other values.
      return isOperation(node) ? union(told, operation(node, outcome, depth)) : told;
    }
    return switch (tree.kind(node)) {
      case "not_operator" -> facts(tree.child(node, "argument"), !outcome, depth - 1);
      case "unary_expression" ->
          tree.text(tree.child(node, "operator")).equals("!")
              ? facts(tree.child(node, "argument"), !outcome, depth - 1)
              : Set.of();
      case "boolean_operator", "binary_expression" ->
          union(operation(node, outcome, depth), nothing(node, outcome, depth));
      case "comparison_operator" -> union(comparison(node, outcome), nothing(node, outcome, depth));
      case "binary_operator" ->
          !outcome && tree.text(tree.child(node, "operator")).equals("-")
              ? items.subset(tree.child(node, "left"), tree.child(node, "right"))
              : Set.of();
      case "identifier" -> own.variable(node, outcome, depth);
      case "member_expression", "attribute", "subscript_expression", "subscript" ->
          own.member(node, outcome);
      case "ternary_expression" ->
          choice(
              tree.child(node, "condition"),
              tree.child(node, "consequence"),
              tree.child(node, "alternative"),
              outcome,
              depth);
      case "conditional_expression" ->
          choice(
              tree.namedChild(node, 1),
              tree.namedChild(node, 0),
              tree.namedChild(node, 2),
              outcome,
              depth);
      case "call_expression", "call" -> call(node, outcome, depth);
      default -> Set.of();
    };
  }

  /** {@code problem === null}: as when a condition of it alone fails. */
  private Set<Place> nothing(int node, boolean outcome, int depth) {
    int tested = Emptiness.absent(tree, node, outcome);
    return tested == NONE ? Set.of() : facts(tested, false, depth - 1);
  }

  private boolean isOperation(int node) {
    return tree.is(node, "boolean_operator") || tree.is(node, "binary_expression");
  }

  private static Set<Place> union(Set<Place> a, Set<Place> b) {
    Set<Place> out = new HashSet<>(a);
    out.addAll(b);
    return out;
  }

  /** What a test says is harmless; of the parts of a text, {@code parts = x.split("/")}, it too. */
  private Set<Place> places(int value) {
    Set<Place> out = new HashSet<>();
    Place own = place(value);
    int node = Shapes.unwrap(tree, value);
    if (own != null) {
      out.add(own);
    }
    Place whole = tree.is(node, "identifier") ? parted(node) : null;
    if (whole != null) {
      out.add(whole);
    }
    return out;
  }

  /** The text or path of which a list has the parts, or null: {@code x.split("/")}. */
  Place parted(int list) {
    int node = list == NONE ? NONE : Shapes.unwrap(tree, list);
    if (tree.is(node, "identifier")
        && frame.module.binding(node).orElse(null) instanceof Binding.Variable v
        && v.value() != NONE) {
      node = Shapes.unwrap(tree, v.value());
    }
    if (node != NONE && Shapes.isMember(tree, node)) {
      boolean parts = Shapes.memberName(tree, node).equals("parts");
      return parts ? place(Shapes.owner(tree, node)) : null;
    }
    int callee = node != NONE && Shapes.isCall(tree, node) ? Shapes.callee(tree, node) : NONE;
    boolean split =
        callee != NONE
            && Shapes.isMember(tree, callee)
            && Shapes.memberName(tree, callee).equals("split");
    return split ? place(Shapes.owner(tree, callee)) : null;
  }

  private Set<Place> operation(int node, boolean outcome, int depth) {
    String operator = tree.text(tree.child(node, "operator"));
    int left = tree.child(node, "left");
    int right = tree.child(node, "right");
    boolean and = operator.equals("&&") || operator.equals("and");
    boolean or = operator.equals("||") || operator.equals("or");
    if (and || or) {
      Set<Place> first = new HashSet<>(facts(left, outcome, depth - 1));
      Set<Place> second = facts(right, outcome, depth - 1);
      if (and == outcome) {
        first.addAll(second);
        return first;
      }
      // Of x && test(x): what is empty, or nothing, does no harm itself.
      int empty = Emptiness.of(tree, left, outcome);
      Place nothing = empty == NONE ? null : place(empty);
      if (nothing != null) {
        first.add(nothing);
      }
      first.retainAll(second);
      return first;
    }
    return switch (operator) {
      case "===", "==" -> outcome ? equality(left, right) : Set.of();
      case "!==", "!=" -> outcome ? Set.of() : equality(left, right);
      default -> Set.of();
    };
  }

  /** Whichever side an agent chose is one of the program's own values. */
  private Set<Place> equality(int left, int right) {
    int typed = tree.is(left, "unary_expression") ? left : NONE;
    if (typed != NONE && tree.text(tree.child(typed, "operator")).equals("typeof")) {
      String type = frame.run.constant(frame.module, right).asText();
      Place place = frame.expressions.place(tree.child(typed, "argument"));
      return place != null && type.matches("number|boolean|bigint|undefined")
          ? Set.of(place)
          : Set.of();
    }
    boolean leftTainted = frame.quietly(left).isTainted();
    boolean rightTainted = frame.quietly(right).isTainted();
    int tested = leftTainted ? left : right;
    boolean one = leftTainted != rightTainted && !isMade(tested, leftTainted ? right : left);
    Place place = one ? place(tested) : null;
    return place == null ? Set.of() : Set.of(place);
  }

  /**
   * {@code extension(x) === ".md"}: a function of the repository may give a part of its argument.
   */
  private boolean isMade(int tested, int other) {
    int node = Shapes.unwrap(tree, tested);
    return Shapes.isCall(tree, node)
        && frame.run.isOwnFunction(frame.module, Shapes.callee(tree, node))
        && frame.run.constant(frame.module, other).isTextual();
  }

  private Place place(int node) {
    return frame.expressions.place(node);
  }

  private Set<Place> comparison(int node, boolean outcome) {
    int left = tree.namedChild(node, 0);
    int right = tree.namedChild(node, 1);
    if (tree.namedChild(node, 2) != NONE) {
      return Set.of();
    }
    String operator = tree.text(tree.child(node, "operators"));
    int second = tree.nextSibling(tree.child(node, "operators"));
    boolean not = operator.startsWith("not") || operator.startsWith("is not");
    not |= second != NONE && tree.text(second).equals("not");
    return switch (BLANKS.matcher(operator).replaceAll(" ")) {
      case "==", "is" -> outcome && !not ? equality(left, right) : Set.of();
      case "!=" -> outcome ? Set.of() : equality(left, right);
      case "<=" -> outcome ? items.subset(left, right) : Set.of();
      case "in", "not in", "not" -> outcome != not ? membership(left, right) : Set.of();
      default -> Set.of();
    };
  }

  /** {@code x in ("a", "b")}: a list whose items are all written in the program. */
  private Set<Place> membership(int item, int list) {
    Place place = place(item);
    return place != null && new ListedValues(frame.run).isListed(frame.module, list)
        ? Set.of(place)
        : Set.of();
  }

  private Set<Place> call(int node, boolean outcome, int depth) {
    int callee = Shapes.callee(tree, node);
    List<Shapes.Argument> arguments = Shapes.arguments(tree, node);
    boolean member = Shapes.isMember(tree, callee);
    String name = member ? Shapes.memberName(tree, callee) : tree.text(callee);
    int first = arguments.isEmpty() ? NONE : arguments.getFirst().node();
    boolean exists =
        outcome && ((member && name.equals("some")) || (!member && name.equals("any")));
    boolean forall = !outcome && member && name.equals("every");
    if (exists || forall) {
      return quantified(first, outcome, depth);
    }
    if (name.equals(outcome ? "every" : "some") || name.equals(outcome ? "all" : "any")) {
      return eachItem(member ? Shapes.owner(tree, callee) : NONE, first, outcome, depth);
    }
    if (outcome && member && name.equals("issubset")) {
      return items.subset(Shapes.owner(tree, callee), first);
    }
    if (!member && (name.equals("bool") || name.equals("Boolean"))) {
      return facts(first, outcome, depth - 1);
    }
    boolean contains = name.equals("includes") || name.equals("has");
    if (outcome && member && contains) {
      return membership(first, Shapes.owner(tree, callee));
    }
    if (outcome && TYPE_TESTS.contains(name)) {
      boolean type = !name.equals("isinstance");
      String of = type ? "" : tree.text(arguments.getLast().node());
      Place place = place(first);
      return place != null && (type || of.matches("int|float|bool|\\(int, float\\)"))
          ? Set.of(place)
          : Set.of();
    }
    return arguments.isEmpty() ? Set.of() : own.call(node, outcome, "");
  }

  /** A test that every item of a list passes: the list does, and the text that it was made of. */
  private Set<Place> eachItem(int owner, int test, boolean outcome, int depth) {
    Set<Place> told = quantified(test, outcome, depth);
    if (tree.is(test, "generator_expression") || tree.is(test, "list_comprehension")) {
      return items.each(test, told);
    }
    boolean all =
        Shapes.isFunctionLiteral(tree, test)
            && told.contains(Frame.parameter(frame.module, test, 0));
    return all ? items.listed(place(owner), owner) : Set.of();
  }

  private Set<Place> quantified(int test, boolean outcome, int depth) {
    if (tree.is(test, "generator_expression") || tree.is(test, "list_comprehension")) {
      return facts(tree.namedChild(test, 0), outcome, depth - 1);
    }
    if (!Shapes.isFunctionLiteral(tree, test)) {
      return Set.of();
    }
    OutcomeFacts facts = new OutcomeFacts(outcome);
    Frame inner = frame.nested(test);
    inner.environment = frame.environment.copy();
    inner.observing(expression -> facts.returned(inner, expression)).execute();
    return facts.held();
  }
}
