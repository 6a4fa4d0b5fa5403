package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tests for {@code ..}, in a path itself or in what leads from the root to it: {@code
 * path.relative(root, x)} begins with {@code ..} exactly when {@code x} lies outside.
 */
final class Climbing {

  /** {@code ".."}, with a separator behind it or none, also as a template or a sum. */
  private static final Pattern UP =
      Pattern.compile(
          "[\"'`]\\.\\.(?:/|\\\\{1,2})?[\"'`](?:\\s*\\+.{1,40})?|`\\.\\.\\$\\{.{1,40}\\}`");

  private static final Pattern UP_PATTERN =
      Pattern.compile("\\^\\(?(?:\\?:)?\\\\\\.(?:\\\\\\.|\\{2\\}).{0,40}");

  private static final Pattern MEMBERSHIP = Pattern.compile("(?:not\\s+)?in");
  private static final Set<String> EQUALITY = Set.of("==", "===", "!=", "!==");

  private final SourceModule module;
  private final SyntaxTree tree;

  Climbing(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** What a condition says about a path, or empty. */
  Optional<Guard> of(int condition) {
    return switch (tree.kind(condition)) {
      case "comparison_operator", "binary_expression" -> ofComparison(condition);
      case "call_expression", "call" -> ofCall(condition);
      // The way to the root itself is empty.
      case "identifier" -> guard(relativeOf(condition), false);
      default -> Optional.empty();
    };
  }

  private Optional<Guard> ofComparison(int condition) {
    int before = tree.namedChild(condition, 0);
    int behind = tree.namedChild(condition, 1);
    String operator =
        tree.source()
            .slice(tree.end(before), Math.max(tree.end(before), tree.start(behind)))
            .strip();
    int left = tree.unbracketed(before);
    int right = tree.unbracketed(behind);
    if (isUp(left) && MEMBERSHIP.matcher(operator).matches()) {
      return guard(parted(right), !operator.equals("in"));
    }
    if (!EQUALITY.contains(operator)) {
      return Optional.empty();
    }
    int child = childOf(left) == NONE ? childOf(right) : childOf(left);
    if (child != NONE) {
      return guard(child, operator.startsWith("="));
    }
    int other = Literals.isString(tree, right) ? left : right;
    int text = other == left ? right : left;
    if (!Literals.isString(tree, text) || Literals.hasGaps(tree, text)) {
      return Optional.empty();
    }
    boolean equal = operator.startsWith("=");
    if (isUp(text) && isPart(other)) {
      return guard(other, !equal);
    }
    if (isUp(text)) {
      int whole = firstOf(other);
      return guard(whole == NONE ? relativeOf(other) : orRelative(whole), !equal);
    }
    return guard(relativeOf(other), equal);
  }

  private Optional<Guard> ofCall(int condition) {
    int owner = tree.unbracketed(Expressions.owner(tree, condition));
    int argument = tree.unbracketed(tree.namedChild(tree.child(condition, "arguments"), 0));
    if (owner == NONE || argument == NONE) {
      return Optional.empty();
    }
    return switch (Expressions.calledName(tree, condition)) {
      case "startsWith", "startswith" ->
          isUp(argument) || (isPart(owner) && tree.text(argument).matches("[\"'`]\\.[\"'`]"))
              ? guard(orRelative(owner), false)
              : Optional.empty();
      case "includes" ->
          isUp(argument) ? guard(orRelative(parted(owner)), false) : Optional.empty();
      case "test" ->
          UP_PATTERN.matcher(tree.text(tree.child(owner, "pattern"))).matches()
              ? guard(orRelative(argument), false)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** The {@code x} of {@code path.dirname(x)}, which is compared with the directory itself. */
  private int childOf(int expression) {
    boolean call = tree.is(expression, "call") || tree.is(expression, "call_expression");
    return call && Expressions.calledName(tree, expression).equals("dirname")
        ? tree.namedChild(tree.child(expression, "arguments"), 0)
        : NONE;
  }

  /**
   * Whether a name stands for each part of a path by turns: of a loop, of a comprehension, or of
   * the function that is given to {@code some} and its like.
   */
  private boolean isPart(int name) {
    int list =
        switch (module.binding(name).orElse(null)) {
          case Binding.Variable v -> looped(v.declaration());
          case Binding.Parameter p -> given(p.function());
          case null, default -> NONE;
        };
    return list != NONE && splitBy(list) != NONE;
  }

  /** What a loop or a comprehension goes through, of which this is the variable. */
  private int looped(int declaration) {
    int loop = tree.parent(declaration);
    for (int i = 0; i < 2 && loop > 0 && tree.child(loop, "right") == NONE; i++) {
      loop = tree.parent(loop);
    }
    return loop > 0 && tree.kind(loop).startsWith("for_") ? tree.child(loop, "right") : NONE;
  }

  /** What {@code list.some(function)} is called on. */
  private int given(int function) {
    int arguments = tree.parent(function);
    int call = tree.parent(arguments);
    return tree.is(arguments, "arguments") ? Expressions.owner(tree, call) : NONE;
  }

  /** The path behind the way to it, or the expression itself. */
  private int orRelative(int expression) {
    int path = relativeOf(expression);
    return path == NONE ? expression : path;
  }

  /** The tested path of {@code path.relative(root, x)}, also through a name, or {@code NONE}. */
  private int relativeOf(int expression) {
    int value = Expressions.valueOf(module, expression);
    if (!tree.is(value, "call_expression") && !tree.is(value, "call")) {
      return NONE;
    }
    int arguments = tree.child(value, "arguments");
    return switch (Expressions.calledName(tree, value)) {
      case "relative" -> tree.namedChild(arguments, 1);
      case "relpath" -> tree.namedChild(arguments, 0);
      default -> NONE;
    };
  }

  /** The {@code x} of {@code x.split("/")[0]}, also through {@code const [first] = …}. */
  private int firstOf(int expression) {
    if (tree.is(expression, "subscript_expression") || tree.is(expression, "subscript")) {
      int index = tree.namedChild(expression, 1);
      return tree.text(index).equals("0") ? splitBy(tree.namedChild(expression, 0)) : NONE;
    }
    if (!(module.binding(expression).orElse(null) instanceof Binding.Variable v)) {
      return NONE;
    }
    int pattern = tree.parent(v.declaration());
    // A comma before it means that it is not the first.
    boolean first = tree.firstChild(pattern) + 1 == v.declaration();
    int declarator = tree.parent(pattern);
    return first && tree.is(pattern, "array_pattern")
        ? splitBy(tree.child(declarator, "value"))
        : splitBy(tree.child(pattern, "value"));
  }

  private int splitBy(int expression) {
    int parts = Expressions.valueOf(module, expression);
    int whole = parted(parts);
    return whole == parts ? NONE : whole;
  }

  /** The {@code x} of {@code x.parts}, {@code x.split("/")} and {@code Path(x)}. */
  private int parted(int expression) {
    int at = expression;
    for (int i = 0; i < 4; i++) {
      at = tree.unbracketed(at);
      boolean call = tree.is(at, "call") || tree.is(at, "call_expression");
      String name = call ? Expressions.calledName(tree, at) : "";
      if (tree.is(at, "attribute") && tree.text(tree.child(at, "attribute")).equals("parts")) {
        at = tree.child(at, "object");
      } else if (name.equals("split")) {
        at = Expressions.owner(tree, at);
      } else if (name.equals("str") || name.endsWith("Path")) {
        at = tree.namedChild(tree.child(at, "arguments"), 0);
      }
    }
    return at;
  }

  private boolean isUp(int node) {
    return node != NONE
        && tree.end(node) - tree.start(node) < 60
        && UP.matcher(tree.text(node)).matches();
  }

  private static Optional<Guard> guard(int value, boolean harmlessWhen) {
    return value == NONE ? Optional.empty() : Optional.of(new Guard(value, harmlessWhen));
  }
}
