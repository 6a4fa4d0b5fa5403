package io.mcpscore.engine.check;

import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/** Drafts for checks that weigh a flow themselves. */
public final class FlowDraft {

  private FlowDraft() {}

  /** A flow at its sink; what is assumed is one step milder. */
  public static Draft of(Flow flow, Severity proven, String description) {
    return of(flow, flow.call(), proven, description);
  }

  /** A flow where its value is put into a text, when that is done before the sink is called. */
  public static Draft ofText(Flow flow, Severity proven, String description) {
    boolean inside = flow.module().tree().within(flow.value(), flow.call());
    return of(flow, inside ? flow.call() : flow.value(), proven, description);
  }

  private static Draft of(Flow flow, int node, Severity proven, String description) {
    Severity shown = flow.evidence() == Evidence.PROVEN ? proven : milder(proven);
    SyntaxTree tree = flow.module().tree();
    return new Draft(
        flow.module().file(),
        tree.start(node),
        tree.end(node),
        isLimited(flow) ? shown.atMost(Severity.MEDIUM) : shown,
        flow.evidence(),
        description,
        flow.tool(),
        flow.trace(),
        List.of());
  }

  /** A spot that the text itself shows, without a flow. */
  public static Draft at(
      SourceModule module, int node, Severity severity, Evidence evidence, String description) {
    SyntaxTree tree = module.tree();
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        severity,
        evidence,
        description,
        null,
        List.of(),
        List.of());
  }

  /** Who chose the value of a flow, in words. */
  public static String chosen(Flow flow) {
    return switch (flow.origin()) {
      case AGENT ->
          flow.tool() == null
              ? "A value that the agent chooses"
              : "A value that the agent passes to the tool " + flow.tool();
      case REQUEST -> "A value of an HTTP request";
      case PARAMETER -> "A value that a caller chooses";
      case RULE -> "A value from " + flow.trace().getFirst().label();
    };
  }

  /**
   * Whether strangers can send requests is the deployment's choice, and whether a tool comes to a
   * function by a way that the analysis lost is a guess: neither is shown by the code. A cause that
   * is told already is not worth the same alarm once more.
   */
  private static boolean isLimited(Flow flow) {
    return flow.again()
        || flow.origin() == Flow.Origin.REQUEST
        || flow.origin() == Flow.Origin.PARAMETER;
  }

  private static Severity milder(Severity severity) {
    return Severity.values()[Math.min(severity.ordinal() + 1, Severity.INFO.ordinal())];
  }
}
