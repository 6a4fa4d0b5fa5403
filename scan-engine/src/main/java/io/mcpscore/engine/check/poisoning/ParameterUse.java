package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** Whether the code behind a tool does anything with a parameter. */
final class ParameterUse {

  private static final Pattern LOGGING =
      Pattern.compile(
          "(?:print|console\\.\\w+|(?:.*\\.)?log(?:ger|ging)?\\.\\w+|(?:.*\\.)?(?:debug|info|warn(?:ing)?|error|log))");

  /** Values that stand for all arguments at once: then nothing can be said about one of them. */
  private static final Pattern ALL_AT_ONCE =
      Pattern.compile("(?:args|arguments|params|input|kwargs|options|request)");

  private ParameterUse() {}

  /** Whether a name is read, other than to be logged or to be tested before that. */
  static boolean isUsed(Handler handler, String name) {
    SyntaxTree tree = handler.module().tree();
    int parameters = tree.child(handler.function(), "parameters");
    boolean named =
        tree.subtree(parameters).anyMatch(n -> isName(tree, n) && tree.text(n).equals(name));
    if (!named) {
      return true;
    }
    return tree.subtree(handler.region())
        .filter(n -> isName(tree, n) && tree.text(n).equals(name))
        .filter(n -> !tree.within(n, parameters))
        .anyMatch(n -> !isIdle(tree, n, handler.region()));
  }

  private static boolean isName(SyntaxTree tree, int node) {
    return tree.is(node, "identifier")
        || tree.is(node, "shorthand_property_identifier_pattern")
        || tree.is(node, "shorthand_property_identifier");
  }

  private static boolean isIdle(SyntaxTree tree, int name, int region) {
    int from = name;
    for (int at = tree.parent(name); at != NONE && at >= region; at = tree.parent(at)) {
      if (ExternalCalls.isCall(tree, at)) {
        String callee = tree.text(tree.child(at, "function"));
        return LOGGING.matcher(callee).matches()
            || (isSerialising(callee) && isIdle(tree, at, region));
      }
      if (tree.is(at, "if_statement")) {
        return tree.child(at, "condition") == from && onlyLogs(tree, tree.child(at, "consequence"));
      }
      if (tree.is(at, "keyword_argument") && tree.child(at, "name") == name) {
        return true;
      }
      from = at;
    }
    return false;
  }

  /** Whether a block does nothing but write to a log. */
  private static boolean onlyLogs(SyntaxTree tree, int block) {
    return tree.subtree(block).noneMatch(n -> isWork(tree, n));
  }

  private static boolean isWork(SyntaxTree tree, int node) {
    if (ExternalCalls.isCall(tree, node)) {
      String callee = tree.text(tree.child(node, "function"));
      return !LOGGING.matcher(callee).matches() && !isSerialising(callee);
    }
    return tree.is(node, "return_statement")
        || tree.is(node, "assignment")
        || tree.is(node, "assignment_expression");
  }

  private static boolean isSerialising(String callee) {
    return callee.matches("(?:JSON\\.stringify|json\\.dumps|str|String|len|repr)");
  }

  /** Whether a handler takes its arguments as one value. */
  static boolean isOpaque(Handler handler) {
    SyntaxTree tree = handler.module().tree();
    int first = tree.namedChild(tree.child(handler.function(), "parameters"), 0);
    return ALL_AT_ONCE.matcher(tree.text(first)).matches();
  }
}
