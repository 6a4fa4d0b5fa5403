package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.http.AuthEvidence;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tokens that a program has got for itself from the endpoint of an authorisation server. Nobody
 * presents one: the program is the client, and reads what is in it.
 */
final class FetchedTokens {

  private static final Pattern EXCHANGE =
      Pattern.compile(
          "fetch_token|fetchToken|refresh_token\\(|exchange_code|exchangeCode|authorization_code"
              + "|authorizationCode");
  private static final int MOST_FUNCTIONS = 20;

  private FetchedTokens() {}

  /** Whether all that leads to a call is code that fetches tokens and no handler of a caller's. */
  static boolean areRead(CheckContext context, Call decode) {
    Deque<String> names = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    boolean exchanges = false;
    names.add(name(decode.module(), decode.node()));
    while (!names.isEmpty() && seen.size() < MOST_FUNCTIONS) {
      String name = names.poll();
      if (name.isEmpty() || !seen.add(name)) {
        continue;
      }
      for (Call call : callers(context, name)) {
        int function = Functions.scope(call.module(), call.node());
        SyntaxTree tree = call.tree();
        if (tree.subtree(function).anyMatch(n -> AuthEvidence.isRead(call.module(), n))) {
          return false;
        }
        if (EXCHANGE.matcher(tree.text(function)).find()) {
          exchanges = true;
        } else {
          names.add(name(call.module(), call.node()));
        }
      }
    }
    return exchanges;
  }

  private static List<Call> callers(CheckContext context, String name) {
    return CallSites.modules(context)
        .filter(m -> m.file().text().holds(name + "("))
        .flatMap(m -> CallSites.in(context, m))
        .filter(c -> CallSites.name(c).equals(name))
        .limit(MOST_FUNCTIONS)
        .toList();
  }

  private static String name(SourceModule module, int node) {
    return Functions.name(module, Functions.scope(module, node));
  }
}
