package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/**
 * Tests that keep a path inside a directory: containment, a relative path that does not climb, an
 * allow-list. Containment that does not hold what it promises counts as well, since the faulty test
 * is a finding of its own, where it is to be repaired.
 */
final class PathGuards {

  private PathGuards() {}

  /** What a condition says about a path, or empty. */
  static Optional<Guard> of(SourceModule module, int condition) {
    Optional<Guard> listed = AllowListGuards.of(module, condition);
    return listed.or(() -> climbing(module, condition)).or(() -> containment(module, condition));
  }

  private static Optional<Guard> containment(SourceModule module, int condition) {
    return Containment.of(module, condition).map(c -> new Guard(c.value(), c.inside()));
  }

  /** Tests for {@code ..}, in the path itself or in what leads from the root to it. */
  private static Optional<Guard> climbing(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    if (tree.is(condition, "comparison_operator")) {
      int left = tree.namedChild(condition, 0);
      int right = tree.namedChild(condition, 1);
      String operator =
          tree.source().slice(tree.end(left), Math.max(tree.end(left), tree.start(right))).strip();
      return isText(tree, left, "..") && operator.matches("(?:not\\s+)?in")
          ? guard(parted(tree, right), !operator.equals("in"))
          : Optional.empty();
    }
    int owner = Expressions.owner(tree, condition);
    int argument = tree.namedChild(tree.child(condition, "arguments"), 0);
    if (owner == NONE || !(isText(tree, argument, "..") || isText(tree, argument, "../"))) {
      return Optional.empty();
    }
    return switch (Expressions.calledName(tree, condition)) {
      case "startsWith", "startswith" -> {
        int climbed = relativeOf(module, owner);
        yield guard(climbed == NONE ? owner : climbed, false);
      }
      case "includes" -> guard(parted(tree, owner), false);
      default -> Optional.empty();
    };
  }

  /** The tested path of {@code path.relative(root, x)}, also through a name, or {@code NONE}. */
  private static int relativeOf(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
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

  /** The {@code x} of {@code x.parts}, {@code x.split("/")} and {@code Path(x)}. */
  private static int parted(SyntaxTree tree, int expression) {
    int at = expression;
    for (int i = 0; i < 4; i++) {
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

  private static boolean isText(SyntaxTree tree, int node, String text) {
    return Literals.isString(tree, node) && Literals.content(tree, node).equals(text);
  }

  private static Optional<Guard> guard(int value, boolean harmlessWhen) {
    return value == NONE ? Optional.empty() : Optional.of(new Guard(value, harmlessWhen));
  }
}
