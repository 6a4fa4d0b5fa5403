package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.auth.RouteDanger.Danger;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.RequestValues;
import io.mcpscore.engine.check.http.Served;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.TraceStep;
import java.util.List;
import java.util.regex.Pattern;

/** What a handler does with a request where it cannot be seen what that comes to. */
final class ForgottenActs {

  /** Methods that change what others have. */
  private static final Pattern ACTING =
      Pattern.compile(
          "(?i)_{0,2}(?:commit|rollback|delete|remove|destroy|drop|create|add|insert|update|set|save|store"
              + "|write|put|apply|start|stop|restart|cancel|kill|run|exec|execute|call|invoke|enable"
              + "|disable|grant|revoke|reset|clear|approve|deploy|install)(?:[_A-Z]\\w{0,60})?");

  private static final Pattern ANSWERING =
      Pattern.compile("(?i)(?:res|response|reply|logg?er|console|audit\\w*|headers|set|map|cache)");

  private static final int RANK = 1;
  private static final int MOST_NODES = 600;

  private ForgottenActs() {}

  /** The first act on what the request names, or null. */
  static Danger of(Served served) {
    SourceModule module = served.handler().module();
    SyntaxTree tree = module.tree();
    if (served.path().isEmpty() || served.verb().equals("WS")) {
      return null;
    }
    return tree.subtree(served.handler().node())
        .limit(MOST_NODES)
        .filter(n -> ExternalCalls.isCall(tree, n))
        .mapToObj(n -> new Call(module, n, ""))
        .filter(c -> isAct(c, served.handler().node()))
        .findFirst()
        .map(ForgottenActs::danger)
        .orElse(null);
  }

  private static boolean isAct(Call call, int handler) {
    SyntaxTree tree = call.tree();
    int receiver = call.receiver();
    boolean method = receiver != SyntaxTree.NONE && tree.end(receiver) - tree.start(receiver) < 80;
    return method
        && ACTING.matcher(CallSites.name(call)).matches()
        && !ANSWERING.matcher(last(tree.text(receiver))).matches()
        && call.arguments().stream()
            .anyMatch(a -> RequestValues.reaches(call.module(), a, handler));
  }

  private static String last(String written) {
    return written.substring(written.lastIndexOf('.') + 1);
  }

  private static Danger danger(Call call) {
    SourceModule module = call.module();
    String name = CallSites.name(call);
    TraceStep step =
        new TraceStep(module.file().path(), call.tree().line(call.node()), "calls " + name);
    return new Danger(RANK, "acts on what the request names", List.of(step));
  }
}
