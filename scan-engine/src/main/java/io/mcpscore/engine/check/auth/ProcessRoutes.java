package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.RequestValues;
import io.mcpscore.engine.check.http.Route;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which routes start a program that the request names. */
final class ProcessRoutes {

  private static final Set<String> STARTERS =
      Set.of(
          "StdioClientTransport",
          "StdioServerParameters",
          "spawn",
          "exec",
          "execFile",
          "execSync",
          "spawnSync",
          "create_subprocess_exec",
          "create_subprocess_shell",
          "Popen",
          "system");
  private static final int MOST_FUNCTIONS = 40;

  private final CheckContext context;

  ProcessRoutes(CheckContext context) {
    this.context = context;
  }

  /** The call that starts the program behind a route, or null. */
  Call startedBy(Route route) {
    Deque<Target.Defined> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add(new Target.Defined(route.module(), route.function()));
    for (int i = 0; i < MOST_FUNCTIONS && !open.isEmpty(); i++) {
      Target.Defined at = open.poll();
      if (!seen.add(at.module().file().path() + at.node())) {
        continue;
      }
      List<Integer> calls = callsIn(at);
      for (int node : calls) {
        Call call = CallSites.at(context, at.module(), node);
        boolean starts = STARTERS.contains(CallSites.name(call)) || isSubprocess(call);
        if (starts && namesProgram(call, i == 0 ? route.function() : SyntaxTree.NONE)) {
          return call;
        }
        if (context.program().resolve(at.module(), call.function()).orElse(null)
                instanceof Target.Defined d
            && d.module().isFunction(d.node())) {
          open.add(d);
        }
      }
    }
    return null;
  }

  private static boolean isSubprocess(Call call) {
    return call.callee().startsWith("subprocess.") || call.callee().startsWith("child_process.");
  }

  private static boolean namesProgram(Call call, int handler) {
    int named = call.option("command");
    int program = named == SyntaxTree.NONE ? call.argument(0) : named;
    SourceModule module = call.module();
    boolean python = !module.file().language().isScript();
    return program != SyntaxTree.NONE
        && RequestValues.reaches(module, program, python ? handler : SyntaxTree.NONE);
  }

  private static List<Integer> callsIn(Target.Defined function) {
    SyntaxTree tree = function.module().tree();
    return tree.subtree(function.node())
        .filter(n -> ExternalCalls.isCall(tree, n))
        .limit(400)
        .boxed()
        .toList();
  }
}
