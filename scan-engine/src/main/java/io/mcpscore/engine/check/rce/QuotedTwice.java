package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * Values that were quoted for a shell and then put between quotes once more: inside of double
 * quotes {@code $(…)} is still run, and single quotes end where the value's own begin.
 */
final class QuotedTwice {

  private static final int MOST_HOLDERS = 8;

  private QuotedTwice() {}

  /**
   * Whether the result of a quoting call of Python stands between quotes of a command line, at once
   * or through a variable of the function.
   */
  static boolean is(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    if (module.file().language().isScript()) {
      return false;
    }
    int at = call;
    for (int i = 0; i < MOST_HOLDERS && at > 0; i++) {
      int parent = tree.parent(at);
      if (tree.is(parent, "interpolation") && isBetweenQuotes(tree, parent)) {
        return true;
      }
      if (tree.is(parent, "assignment") && tree.child(parent, "right") == at) {
        return isUsedBetweenQuotes(module, parent);
      }
      at = parent;
    }
    return false;
  }

  private static boolean isUsedBetweenQuotes(SourceModule module, int assignment) {
    SyntaxTree tree = module.tree();
    String name = tree.text(tree.child(assignment, "left"));
    return tree.subtree(Expressions.scope(module, assignment))
        .filter(n -> n > assignment && tree.is(n, "interpolation"))
        .filter(n -> tree.text(tree.child(n, "expression")).equals(name))
        .anyMatch(n -> isBetweenQuotes(tree, n));
  }

  /** An odd number of quotes stands before it in its text. */
  private static boolean isBetweenQuotes(SyntaxTree tree, int interpolation) {
    int string = tree.parent(interpolation);
    int from = tree.end(tree.namedChild(string, 0));
    String before = tree.source().slice(from, Math.max(from, tree.start(interpolation)));
    boolean single = false;
    boolean twice = false;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"' && !single) {
        twice = !twice;
      } else if (c == '\'' && !twice) {
        single = !single;
      }
    }
    return single || twice;
  }
}
