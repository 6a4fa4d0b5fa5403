package io.mcpscore.engine.check;

import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Weighs the sinks of one rule by evidence. A value that an agent chooses is as severe as the check
 * allows when the way is proven, one step milder when a hop was assumed; a computed value of other
 * or unknown origin is a pattern alone and low, and nothing in bundles and copied libraries; a
 * constant is nothing.
 *
 * @param info entry of the check
 * @param rule its sinks
 * @param what the sink in a sentence, such as {@code a shell command line}
 */
public record SinkFindings(CheckInfo info, SinkRule rule, String what) {

  /**
   * Reports what agents reach, and computed values at suspicious sinks.
   *
   * @param suspicious which calls are worth a word although no agent is shown to reach them
   */
  public void report(CheckContext context, FindingSink findings, Predicate<Call> suspicious) {
    Set<Spot> reached = new HashSet<>();
    for (Flow flow : context.flow().into(rule)) {
      reached.add(new Spot(flow.module().file().path(), flow.call()));
      findings.report(reached(flow));
    }
    for (Call call : context.calls().all()) {
      Spot spot = new Spot(call.module().file().path(), call.node());
      boolean own =
          call.module().file().role() != FileRole.GENERATED
              && call.module().file().role() != FileRole.VENDORED;
      if (own && !reached.contains(spot) && suspicious.test(call) && isComputed(context, call)) {
        findings.report(pattern(context, call));
      }
    }
  }

  private boolean isComputed(CheckContext context, Call call) {
    return rule.sinks(call.module(), call.node()).stream()
        .filter(e -> context.program().constant(call.module(), e).isMissingNode())
        .anyMatch(e -> call.tree().subtree(e).noneMatch(n -> isCleaned(call.module(), n)));
  }

  private boolean isCleaned(SourceModule module, int node) {
    return ExternalCalls.isCall(module.tree(), node) && rule.cleans(module, node);
  }

  private Draft reached(Flow flow) {
    boolean proven = flow.evidence() == Evidence.PROVEN;
    Severity shown = proven ? info.severity() : milder(info.severity());
    return draft(
        flow.module(),
        flow.call(),
        // Whether strangers can send requests is the deployment's choice, not shown by the code.
        flow.origin() == Flow.Origin.REQUEST ? shown.atMost(Severity.MEDIUM) : shown,
        flow.evidence(),
        "A value " + chosen(flow) + " reaches " + what + ".",
        flow);
  }

  private static String chosen(Flow flow) {
    return switch (flow.origin()) {
      case AGENT ->
          flow.tool() == null
              ? "that the agent chooses"
              : "that the agent passes to the tool " + flow.tool();
      case REQUEST -> "of an HTTP request";
      case RULE -> "from " + flow.trace().getFirst().label();
    };
  }

  private Draft pattern(CheckContext context, Call call) {
    boolean near = !context.flow().reaching(call.module(), call.node()).isEmpty();
    boolean deducts = call.module().file().role().deducts();
    return draft(
        call.module(),
        call.node(),
        deducts ? Severity.LOW : Severity.INFO,
        Evidence.HEURISTIC,
        near
            ? "A computed value reaches " + what + "; it was not shown to come from an agent."
            : "A computed value reaches " + what + "; no tool was shown to come here.",
        null);
  }

  private static Severity milder(Severity severity) {
    return Severity.values()[Math.min(severity.ordinal() + 1, Severity.LOW.ordinal())];
  }

  private static Draft draft(
      SourceModule module,
      int node,
      Severity severity,
      Evidence evidence,
      String description,
      Flow flow) {
    SyntaxTree tree = module.tree();
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        severity,
        evidence,
        description,
        flow == null ? null : flow.tool(),
        flow == null ? List.of() : flow.trace(),
        List.of());
  }

  private record Spot(String path, int node) {}
}
