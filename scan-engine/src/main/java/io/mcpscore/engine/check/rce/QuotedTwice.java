package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * Values that were quoted for one reading and are read once more. Between quotes of the command
 * line {@code $(…)} is still run inside of double ones, and single ones end where the value's own
 * begin; behind {@code adb shell} and {@code ssh host} the shell of another machine reads what this
 * one left without its quotes.
 */
final class QuotedTwice {

  private static final int MOST_HOLDERS = 8;

  /** What stands before words that the shell of another machine reads. */
  private static final Pattern ELSEWHERE =
      Pattern.compile(
          "(?s)(?:.*[\\s;|&(/])?"
              + "(?:adb\\s[^;|&]{0,200}\\bshell"
              + "|ssh(?:\\s+-[46AaCfGgKkMNnqsTtVvXxYy]{1,8}|\\s+-[a-zA-Z]\\s+[^\\s;|&]+){0,12}"
              + "\\s+[^\\s;|&-][^\\s;|&]*)\\s[^;|&]*");

  private QuotedTwice() {}

  /**
   * Whether the result of a quoting call stands where it is read once more, at once or through a
   * variable of the function.
   */
  static boolean is(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    if (isQuoting(tree, tree.namedChild(tree.child(call, "arguments"), 0))) {
      return false;
    }
    int at = call;
    for (int i = 0; i < MOST_HOLDERS && at > 0; i++) {
      int parent = tree.parent(at);
      if (isGap(tree, parent) && isReadAgain(tree, parent)) {
        return true;
      }
      if (isQuoting(tree, parent)) {
        return false;
      }
      boolean named = tree.is(parent, "assignment") || tree.is(parent, "variable_declarator");
      if (named && parent < at && tree.child(parent, "type") != at) {
        return isUsedWhereReadAgain(module, parent);
      }
      at = parent;
    }
    return false;
  }

  /** {@code quote(quote(x))}: once for each reading. */
  private static boolean isQuoting(SyntaxTree tree, int node) {
    return node != NONE
        && ExternalCalls.isCall(tree, node)
        && Expressions.calledName(tree, node).equals("quote");
  }

  private static boolean isGap(SyntaxTree tree, int node) {
    return tree.is(node, "interpolation") || tree.is(node, "template_substitution");
  }

  private static boolean isUsedWhereReadAgain(SourceModule module, int given) {
    SyntaxTree tree = module.tree();
    String name = tree.text(tree.child(given, tree.is(given, "assignment") ? "left" : "name"));
    return tree.subtree(Expressions.scope(module, given))
        .filter(n -> n > given && isGap(tree, n))
        .filter(n -> tree.text(tree.namedChild(n, 0)).equals(name))
        .anyMatch(n -> isReadAgain(tree, n));
  }

  private static boolean isReadAgain(SyntaxTree tree, int gap) {
    int from = Literals.contentStart(tree, tree.parent(gap));
    String before = tree.source().slice(from, Math.max(from, tree.start(gap)));
    return isBetweenQuotes(before) || ELSEWHERE.matcher(before).matches();
  }

  /** An odd number of quotes stands before it in its text. */
  private static boolean isBetweenQuotes(String before) {
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
