package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.auth.RouteDanger.Danger;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.RequestValues;
import io.mcpscore.engine.check.http.Served;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
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
  private static final int DEPTH = 2;

  private ForgottenActs() {}

  /** The first act on what the request names, or null. */
  static Danger of(CheckContext context, Served served) {
    boolean plain = !served.path().isEmpty() && !served.verb().equals("WS");
    return plain ? in(context, served.handler(), DEPTH) : null;
  }

  private static Danger in(CheckContext context, Target.Defined function, int depth) {
    SourceModule module = function.module();
    SyntaxTree tree = module.tree();
    List<Call> calls =
        tree.subtree(function.node())
            .limit(MOST_NODES)
            .filter(n -> ExternalCalls.isCall(tree, n))
            .mapToObj(n -> new Call(module, n, ""))
            .filter(c -> takes(c, function.node()))
            .toList();
    for (Call call : calls) {
      if (isAct(call)) {
        return danger(call);
      }
      Danger further =
          depth > 0
                  && context.program().resolve(module, call.function()).orElse(null)
                      instanceof Target.Defined d
                  && d.module().isFunction(d.node())
              ? in(context, d, depth - 1)
              : null;
      if (further != null) {
        return further;
      }
    }
    return null;
  }

  private static boolean takes(Call call, int function) {
    return call.arguments().stream()
        .anyMatch(a -> RequestValues.reaches(call.module(), a, function));
  }

  private static boolean isAct(Call call) {
    SyntaxTree tree = call.tree();
    int receiver = call.receiver();
    return receiver != SyntaxTree.NONE
        && tree.end(receiver) - tree.start(receiver) < 80
        && ACTING.matcher(CallSites.name(call)).matches()
        && !ANSWERING.matcher(last(tree.text(receiver))).matches();
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
