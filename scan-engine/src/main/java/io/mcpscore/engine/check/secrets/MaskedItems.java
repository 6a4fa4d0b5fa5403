package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.Set;
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

  /** Whether the function that shows a value masks an item of it, or of what it is made of. */
  static boolean on(Flow flow) {
    SourceModule module = flow.module();
    SyntaxTree tree = module.tree();
    int function = Expressions.scope(module, flow.call());
    Set<String> names = new HashSet<>();
    flow.trace().stream()
        .filter(t -> t.file().equals(module.file().path()) && t.label().startsWith(BECOMES))
        .filter(t -> t.line() >= tree.line(function))
        .forEach(t -> names.add(t.label().substring(BECOMES.length())));
    return !names.isEmpty()
        && tree.subtree(function)
            .takeWhile(n -> n < flow.call())
            .filter(n -> tree.is(n, "assignment") || tree.is(n, "assignment_expression"))
            .filter(n -> isMask(tree, tree.child(n, "right")))
            .anyMatch(n -> names.contains(root(tree, tree.child(n, "left"))));
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
