package io.mcpscore.engine.check.network;

import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * HTTP servers that wait for the answer of an OAuth login and are closed by it: the function that
 * starts one also closes it and reads the code.
 */
final class LoginServers {

  private static final Pattern CALLBACK =
      Pattern.compile("(?i)oauth|callback|authoriz|redirect_?uri|login");
  private static final Pattern CODE = Pattern.compile("[\"']code[\"']|\\.code\\b|\\bcode\\s?=");
  private static final Pattern CLOSING =
      Pattern.compile("\\.(?:close|shutdown|server_close|stop)\\(|\\.handle_request\\(");
  private static final int LONGEST = 20_000;

  private LoginServers() {}

  /** Whether the server that listens at a node is one. */
  static boolean isOne(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int scope = Functions.scope(module, node);
    if (scope <= 0 || tree.end(scope) - tree.start(scope) > LONGEST) {
      return false;
    }
    String text = tree.text(scope);
    return CLOSING.matcher(text).find()
        && CALLBACK.matcher(text).find()
        && CODE.matcher(text).find()
        && !text.contains("Transport");
  }
}
