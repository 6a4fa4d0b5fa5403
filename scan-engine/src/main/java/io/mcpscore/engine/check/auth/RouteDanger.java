package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Served;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Effect;
import io.mcpscore.model.EffectStep;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the handler of a route comes to that a stranger should not. */
final class RouteDanger {

  /**
   * What is at stake.
   *
   * @param rank how bad, more is worse; from {@link #GRAVE} on it is a takeover
   * @param what in words, for a sentence
   * @param trace the way there
   */
  record Danger(int rank, String what, List<TraceStep> trace) {}

  /** Rank from which on a stranger takes over or destroys. */
  static final int GRAVE = 3;

  private static final Set<String> TOOL_CALLS =
      Set.of(
          "callTool",
          "call_tool",
          "executeTool",
          "execute_tool",
          "invokeTool",
          "invoke_tool",
          "runTool",
          "run_tool");
  private static final Map<Effect, Integer> RANKS =
      Map.of(Effect.EXEC, 5, Effect.FS_WRITE, 3, Effect.PROCESS, 2, Effect.DB, 1);
  private static final Map<Effect, String> WORDS =
      Map.of(
          Effect.EXEC, "runs programs",
          Effect.FS_WRITE, "writes files",
          Effect.PROCESS, "steers or stops the process",
          Effect.DB, "works on the database");

  private final CheckContext context;
  private final List<Call> toolCalls = new ArrayList<>();

  RouteDanger(CheckContext context) {
    this.context = context;
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), TOOL_CALLS.toArray(String[]::new)))
        .flatMap(m -> CallSites.in(context, m))
        .filter(c -> TOOL_CALLS.contains(CallSites.name(c)))
        .forEach(toolCalls::add);
  }

  /** The worst of it, or null. */
  Danger of(Served served) {
    ToolDeclaration asTool = asTool(served);
    Danger worst = null;
    for (EffectStep step : context.flow().effects(asTool).trace()) {
      Integer rank = RANKS.get(step.effect());
      if (rank != null && (worst == null || worst.rank() < rank)) {
        worst = new Danger(rank, WORDS.get(step.effect()), step.trace());
      }
    }
    Danger tool = worst != null && worst.rank() > 4 ? null : tool(asTool);
    return tool != null && (worst == null || tool.rank() > worst.rank()) ? tool : worst;
  }

  private Danger tool(ToolDeclaration asTool) {
    for (Call call : toolCalls) {
      List<TraceStep> way = context.flow().way(asTool, call.module(), call.node());
      if (!way.isEmpty()) {
        TraceStep last = step(call.module(), call.node(), "calls any tool");
        return new Danger(4, "calls the tool that the request names", plus(way, last));
      }
    }
    return null;
  }

  private static ToolDeclaration asTool(Served served) {
    SourceModule module = served.handler().module();
    int function = served.handler().node();
    return new ToolDeclaration(
        served.route().module(),
        served.route().node(),
        "http",
        served.label(),
        null,
        null,
        null,
        null,
        new Handler(module, function, function, List.of()));
  }

  private static List<TraceStep> plus(List<TraceStep> way, TraceStep last) {
    List<TraceStep> all = new ArrayList<>(way);
    all.add(last);
    return all;
  }

  private static TraceStep step(SourceModule module, int node, String label) {
    return new TraceStep(module.file().path(), module.tree().line(node), label);
  }
}
