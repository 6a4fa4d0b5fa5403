package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.TraceStep;
import java.util.regex.Pattern;

/**
 * Copies of which an item is written over with a mask before they are shown: {@code line[i] =
 * "<REDACTED>"}, {@code shown.headers.authorization = "***"}.
 */
final class MaskedItems {

  private static final Pattern MASK =
      Pattern.compile(
          "(?i).{0,10}(?:\\*{3}|redacted|masked|hidden|filtered|removed|omitted).{0,10}");
  private static final int MOST_LEVELS = 5;
  private static final String BECOMES = "becomes ";

  private MaskedItems() {}

  /** Whether a function on the way masks an item of what the secret became part of there. */
  static boolean on(CheckContext context, Flow flow) {
    return flow.trace().stream()
        .filter(step -> step.label().startsWith(BECOMES))
        .anyMatch(
            step ->
                context
                    .program()
                    .module(step.file())
                    .filter(module -> isMasked(module, step))
                    .isPresent());
  }

  private static boolean isMasked(SourceModule module, TraceStep step) {
    SyntaxTree tree = module.tree();
    String name = step.label().substring(BECOMES.length());
    return tree.ofKinds("assignment", "assignment_expression")
        .filter(n -> tree.line(n) > step.line() && isMask(tree, tree.child(n, "right")))
        .filter(n -> root(tree, tree.child(n, "left")).equals(name))
        .anyMatch(n -> tree.line(Expressions.scope(module, n)) <= step.line());
  }

  private static boolean isMask(SyntaxTree tree, int value) {
    return Literals.isString(tree, value) && MASK.matcher(Literals.content(tree, value)).matches();
  }

  /** The name whose item is assigned, or the empty text for a plain name. */
  private static String root(SyntaxTree tree, int target) {
    int at = target;
    for (int i = 0; i < MOST_LEVELS && at != SyntaxTree.NONE; i++) {
      if (tree.is(at, "identifier")) {
        return i == 0 ? "" : tree.text(at);
      }
      int object = tree.child(at, "object");
      at = object == SyntaxTree.NONE ? tree.child(at, "value") : object;
    }
    return "";
  }
}
