package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * Directories that are deleted once nothing is left in them: {@code if (readdirSync(dir).length ===
 * 0) rmSync(dir, {recursive: true})} deletes nothing of anybody.
 */
final class EmptyDirectories {

  private static final String LIST =
      "(?i:[\\w.$]{0,60}(?:remaining|left|contents?|entries|files|children|items)\\w{0,20}"
          + "|[^&|]{0,60}(?:readdir|listdir|scandir|iterdir)[^&|]{0,80})";

  private static final Pattern NOTHING_LEFT =
      Pattern.compile(
          "(?s).*(?:"
              + LIST
              + "\\.length\\s{0,3}===?\\s{0,3}0|!\\s{0,3}"
              + LIST
              + "\\.length\\b|len\\("
              + LIST
              + "\\)\\s{0,3}==\\s{0,3}0|\\bnot\\s{1,3}(?:any\\(|list\\(|next\\()?"
              + LIST
              + ").*");

  private static final int MOST_LEVELS = 12;
  private static final int LONGEST = 300;

  private EmptyDirectories() {}

  /** Whether a call runs only when a condition around it found nothing. */
  static boolean isOnly(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int inner = call;
    int at = tree.parent(call);
    for (int i = 0; i < MOST_LEVELS && at != NONE && !module.isFunction(at); i++) {
      boolean then = tree.is(at, "if_statement") && tree.child(at, "consequence") == inner;
      if (then && saysSo(module, tree.child(at, "condition"))) {
        return true;
      }
      inner = at;
      at = tree.parent(at);
    }
    return false;
  }

  /** A condition as it is written, or with what its names stand for in their places. */
  private static boolean saysSo(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    if (tree.end(condition) - tree.start(condition) > LONGEST) {
      return false;
    }
    String text = tree.text(condition);
    if (NOTHING_LEFT.matcher(text).matches()) {
      return true;
    }
    for (int n = condition; n < tree.subtreeEnd(condition); n++) {
      int value = tree.is(n, "identifier") ? Expressions.valueOf(module, n) : n;
      if (value != n && tree.end(value) - tree.start(value) < LONGEST) {
        text = text.replace(tree.text(n), tree.text(value));
      }
    }
    return text.length() < 2 * LONGEST && NOTHING_LEFT.matcher(text).matches();
  }
}
