package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Membership;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tests that a value is the name of a branch, tag or remote which the repository has: git refuses
 * to make one that begins with a dash.
 */
final class GitNames {

  private static final String LISTS = "(?:heads|branches|tags|refs|references|remotes)";

  /** {@code repo.heads}, {@code repo.tags}. */
  private static final Pattern LIST = Pattern.compile("[\\w.()]{1,60}\\." + LISTS);

  /** {@code [b.name for b in repo.branches]}. */
  private static final Pattern NAMES =
      Pattern.compile(
          "[\\[{(]\\s{0,20}(\\w{1,30})\\.name\\s{1,20}for\\s{1,5}\\1\\s{1,5}in\\s{1,5}[\\w.()]{1,60}\\."
              + LISTS
              + "\\s{0,20}[\\]})]");

  /** {@code (await git.branchLocal()).all}. */
  private static final Pattern ALL =
      Pattern.compile(
          "\\(?(?:await\\s{1,5})?[\\w.]{1,60}\\.(?:branch|branchLocal|tags)\\(\\)\\)?\\.all");

  private GitNames() {}

  /** What a condition says about a value, or empty when it is no such test. */
  static Optional<Guard> of(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(condition)) {
      case "comparison_operator" -> ofIn(module, condition);
      case "call_expression" -> {
        int list = Expressions.owner(tree, condition);
        int value = tree.namedChild(tree.child(condition, "arguments"), 0);
        boolean member =
            value != SyntaxTree.NONE
                && Expressions.calledName(tree, condition).equals("includes")
                && ALL.matcher(written(module, list)).matches();
        yield member ? Optional.of(new Guard(value, true)) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  private static Optional<Guard> ofIn(SourceModule module, int comparison) {
    return Membership.of(module.tree(), comparison)
        .filter(m -> isNames(written(module, m.list())))
        .map(m -> new Guard(m.value(), m.isIn()));
  }

  private static boolean isNames(String list) {
    return LIST.matcher(list).matches() || NAMES.matcher(list).matches();
  }

  /**
   * A list as it is written, behind its name; of {@code found.all} the one behind {@code found}.
   */
  private static String written(SourceModule module, int list) {
    SyntaxTree tree = module.tree();
    int value = Expressions.valueOf(module, list);
    int object = tree.is(value, "member_expression") ? tree.child(value, "object") : value;
    int behind = Expressions.valueOf(module, object);
    String text = tree.text(value);
    return behind == object || value == object || text.length() > 200
        ? text
        : tree.text(behind) + "." + tree.text(tree.child(value, "property"));
  }
}
