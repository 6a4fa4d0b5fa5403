package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tests that keep a path inside a directory: containment with a separator, a relative path that
 * does not climb, a common path, an allow-list. A bare prefix does not count, since {@code /data}
 * is a prefix of {@code /data-private}.
 */
final class PathGuards {

  private static final Pattern SEPARATOR =
      Pattern.compile(
          ".*(?:\\bsep\\b|[\"'`]/[\"'`]|/[\"'`]$|[\"'`]\\\\{1,2}[\"'`]).*", Pattern.DOTALL);

  private PathGuards() {}

  /** What a condition says about a path, or empty. */
  static Optional<Guard> of(SourceModule module, int condition) {
    Optional<Guard> listed = AllowListGuards.of(module, condition);
    if (listed.isPresent()) {
      return listed;
    }
    SyntaxTree tree = module.tree();
    return switch (tree.kind(condition)) {
      case "call_expression", "call" -> ofCall(module, condition);
      case "comparison_operator" -> ofComparison(tree, condition);
      default -> Optional.empty();
    };
  }

  private static Optional<Guard> ofCall(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int function = tree.child(call, "function");
    int object = tree.child(function, "object");
    int property = tree.child(function, "property");
    String method =
        tree.text(property == SyntaxTree.NONE ? tree.child(function, "attribute") : property);
    int argument = tree.namedChild(tree.child(call, "arguments"), 0);
    return switch (method) {
      case "startsWith", "startswith" -> ofPrefix(module, object, argument);
      case "includes" -> isText(tree, argument, "..") ? guard(object, false) : Optional.empty();
      case "is_relative_to", "relative_to" -> guard(object, true);
      default -> Optional.empty();
    };
  }

  private static Optional<Guard> ofPrefix(SourceModule module, int object, int argument) {
    SyntaxTree tree = module.tree();
    if (isText(tree, argument, "..") || isText(tree, argument, "../")) {
      int climbed = relativeOf(module, object);
      return guard(climbed == SyntaxTree.NONE ? object : climbed, false);
    }
    if (isText(tree, argument, "/") || !SEPARATOR.matcher(tree.text(argument)).matches()) {
      return Optional.empty();
    }
    return guard(unwrapped(tree, object), true);
  }

  /** The tested path of {@code path.relative(root, x)}, also through a name, or {@code NONE}. */
  private static int relativeOf(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int value = expression;
    if (tree.is(expression, "identifier")
        && module.binding(expression).orElse(null) instanceof Binding.Variable v) {
      value = v.value();
    }
    boolean relative =
        tree.is(value, "call_expression")
            && tree.text(tree.child(value, "function")).matches("(?:\\w{1,40}\\.)?relative");
    return relative ? tree.namedChild(tree.child(value, "arguments"), 1) : SyntaxTree.NONE;
  }

  /** {@code ".." in x}, {@code os.path.commonpath([root, x]) == root}. */
  private static Optional<Guard> ofComparison(SyntaxTree tree, int comparison) {
    int left = tree.namedChild(comparison, 0);
    int right = tree.namedChild(comparison, 1);
    String operator =
        tree.source().slice(tree.end(left), Math.max(tree.end(left), tree.start(right))).strip();
    if (isText(tree, left, "..") && operator.matches("(?:not\\s+)?in")) {
      return guard(right, !operator.equals("in"));
    }
    boolean common =
        tree.is(left, "call") && tree.text(tree.child(left, "function")).endsWith("commonpath");
    if (!common || !(operator.equals("==") || operator.equals("!="))) {
      return Optional.empty();
    }
    int list = tree.namedChild(tree.child(left, "arguments"), 0);
    int last = tree.namedChildren(list).reduce(SyntaxTree.NONE, (a, b) -> b);
    int path = tree.text(last).equals(tree.text(right)) ? tree.namedChild(list, 0) : last;
    return guard(path, operator.equals("=="));
  }

  /** The {@code x} of {@code str(x)}. */
  private static int unwrapped(SyntaxTree tree, int expression) {
    boolean text =
        tree.is(expression, "call") && tree.text(tree.child(expression, "function")).equals("str");
    return text ? tree.namedChild(tree.child(expression, "arguments"), 0) : expression;
  }

  private static boolean isText(SyntaxTree tree, int node, String text) {
    return Literals.isString(tree, node) && Literals.content(tree, node).equals(text);
  }

  private static Optional<Guard> guard(int value, boolean harmlessWhen) {
    return value == SyntaxTree.NONE
        ? Optional.empty()
        : Optional.of(new Guard(value, harmlessWhen));
  }
}
