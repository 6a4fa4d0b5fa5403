package io.mcpscore.engine.check;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
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
    Set<Cause> causes = new HashSet<>();
    for (Flow found : context.flow().into(rule)) {
      boolean first = found.tool() == null || causes.add(Cause.of(found));
      Flow flow = first ? found : found.toldAgain();
      reached.add(new Spot(flow.module().file().path(), flow.call()));
      String description = FlowDraft.chosen(flow) + " reaches " + what + ".";
      findings.report(
          flow.module().tree().is(flow.call(), "return_statement")
              ? FlowDraft.ofText(flow, info.severity(), description)
              : FlowDraft.of(flow, info.severity(), description));
    }
    List<Call> computed =
        context.calls().all().stream()
            .filter(c -> isOwn(c) && !reached.contains(spot(c)) && suspicious.test(c))
            .filter(c -> isComputed(context, c))
            .toList();
    if (!computed.isEmpty()) {
      Set<Spot> tested = tested(context);
      computed.stream()
          .filter(c -> !tested.contains(spot(c)))
          .forEach(c -> findings.report(pattern(context, c)));
    }
  }

  private static boolean isOwn(Call call) {
    FileRole role = call.module().file().role();
    return role != FileRole.GENERATED && role != FileRole.VENDORED;
  }

  private static Spot spot(Call call) {
    return new Spot(call.module().file().path(), call.node());
  }

  /** Sinks that an agent would reach if nothing were tested or cleaned on the way. */
  private Set<Spot> tested(CheckContext context) {
    Set<Spot> out = new HashSet<>();
    for (Flow flow : context.flow().into(new Untested(rule))) {
      out.add(new Spot(flow.module().file().path(), flow.call()));
    }
    return out;
  }

  private boolean isComputed(CheckContext context, Call call) {
    return rule.sinks(call.module(), call.node()).stream()
        .filter(e -> context.program().constant(call.module(), e).isMissingNode())
        .anyMatch(e -> call.tree().subtree(e).noneMatch(n -> isCleaned(call.module(), n)));
  }

  private boolean isCleaned(SourceModule module, int node) {
    return ExternalCalls.isCall(module.tree(), node) && rule.cleans(module, node);
  }

  private Draft pattern(CheckContext context, Call call) {
    boolean near = !context.flow().reaching(call.module(), call.node()).isEmpty();
    boolean deducts = call.module().file().role().deducts();
    return FlowDraft.at(
        call.module(),
        call.node(),
        deducts ? Severity.LOW : Severity.INFO,
        Evidence.HEURISTIC,
        near
            ? "A computed value reaches " + what + "; it was not shown to come from an agent."
            : "A computed value reaches " + what + "; no tool was shown to come here.");
  }

  private record Spot(String path, int node) {}

  /** One argument of a tool. */
  private record Cause(String tool, TraceStep argument) {
    static Cause of(Flow flow) {
      return new Cause(flow.tool(), flow.trace().getFirst());
    }
  }
}
