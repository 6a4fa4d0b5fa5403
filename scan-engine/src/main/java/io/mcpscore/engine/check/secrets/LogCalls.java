package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Calls that write to logs, to a console, or to the log of the client. */
final class LogCalls {

  private static final Set<String> METHODS =
      Set.of(
          ("log debug info warn warning error exception critical fatal trace verbose notice silly dir"
                  + " table success write print report_progress")
              .split(" "));

  private static final Set<String> FUNCTIONS =
      Set.of("print", "pprint", "rprint", "debug", "log", "console.log", "click.echo");

  private static final Pattern RECEIVER =
      Pattern.compile(
          "(?:.{0,60}\\.)?_{0,2}(?i:log|logger|logging|console|ctx|context|winston|pino|loguru"
              + "|mcplogger|applogger|sys\\.stderr|sys\\.stdout|process\\.stderr|process\\.stdout"
              + "|click)(?:\\(\\))?");

  private static final int LONGEST_CALLEE = 100;
  private static final int MOST_LEVELS = 60;

  private LogCalls() {}

  /**
   * What a call writes, none when it is no such call. What a logger's own methods do with what they
   * are given is left out: those who call them are looked at.
   */
  static List<Integer> written(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return isLog(tree, node) && !isLogger(module, node)
        ? DisclosureRule.arguments(tree, node)
        : List.of();
  }

  private static boolean isLogger(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int at = tree.parent(node);
    for (int i = 0; i < MOST_LEVELS && at != SyntaxTree.NONE; i++) {
      if (module.isFunction(at)) {
        int parent = tree.parent(at);
        int name = tree.child(at, "name");
        String named =
            name != SyntaxTree.NONE
                ? tree.text(name)
                : tree.is(parent, "pair")
                    ? Members.key(tree, parent)
                    : tree.text(tree.child(parent, "name"));
        return METHODS.contains(named) || named.endsWith("Log") || named.startsWith("log");
      }
      at = tree.parent(at);
    }
    return false;
  }

  private static boolean isLog(SyntaxTree tree, int node) {
    if (!ExternalCalls.isCall(tree, node)) {
      return false;
    }
    int callee = tree.child(node, "function");
    if (callee < 0 || tree.end(callee) - tree.start(callee) > LONGEST_CALLEE) {
      return false;
    }
    String text = tree.text(callee);
    int dot = text.lastIndexOf('.');
    return FUNCTIONS.contains(text)
        || (dot > 0
            && METHODS.contains(text.substring(dot + 1))
            && RECEIVER.matcher(text.substring(0, dot)).matches());
  }
}
