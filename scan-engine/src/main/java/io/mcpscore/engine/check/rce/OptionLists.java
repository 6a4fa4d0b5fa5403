package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Membership;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tests that an argument is one of the options that a list allows: as it is, by what stands before
 * its value ({@code --format=x}, {@code -n5}), or by being a number behind a dash.
 */
final class OptionLists {

  private static final Pattern LIST =
      Pattern.compile("(?i)[\\w.]{0,60}(?:allow|permitted|safe|known|accepted|whitelist)\\w{0,40}");

  private static final Set<String> DIGITS = Set.of("isdigit", "isdecimal", "isnumeric");

  private OptionLists() {}

  /** What a condition says about an argument, or empty when it is no such test. */
  static Optional<Guard> of(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(condition)) {
      case "comparison_operator" -> ofIn(module, condition);
      case "call_expression" -> {
        int value = tree.namedChild(tree.child(condition, "arguments"), 0);
        boolean listed =
            Expressions.calledName(tree, condition).matches("includes|has")
                && LIST.matcher(tree.text(Expressions.owner(tree, condition))).matches();
        yield listed && value != NONE
            ? Optional.of(new Guard(whole(module, value), true))
            : Optional.empty();
      }
      case "call" -> {
        int tested = Expressions.owner(tree, condition);
        boolean number =
            DIGITS.contains(Expressions.calledName(tree, condition))
                && tree.is(tested, "subscript");
        yield number ? Optional.of(new Guard(tree.child(tested, "value"), true)) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Guard> ofIn(SourceModule module, int comparison) {
    SyntaxTree tree = module.tree();
    return Membership.of(tree, comparison)
        .filter(m -> !Literals.isString(tree, m.value()))
        .filter(m -> LIST.matcher(tree.text(m.list())).matches())
        .map(m -> new Guard(whole(module, m.value()), m.isIn()));
  }

  /** The {@code x} of {@code x.split("=")[0]} and {@code x[:2]}, else the value itself. */
  private static int whole(SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    int part = Expressions.valueOf(module, value);
    boolean item = tree.is(part, "subscript") || tree.is(part, "subscript_expression");
    int from = item ? tree.namedChild(part, 0) : NONE;
    if (from == NONE) {
      return value;
    }
    boolean split =
        Expressions.calledName(tree, from).matches("split|partition")
            && Expressions.owner(tree, from) != NONE
            && tree.text(tree.namedChild(part, 1)).equals("0");
    return split ? Expressions.owner(tree, from) : tree.is(part, "subscript") ? from : value;
  }
}
