package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.TraceStep;
import java.util.List;

/**
 * A value of a source, at a sink.
 *
 * @param module where the sink is
 * @param call the sink: a call, or another node that the rule watches
 * @param value the expression of the sink that carries the value
 * @param origin who decides the value
 * @param evidence {@code PROVEN} from a registered handler, {@code LIKELY} with one hop assumed or
 *     from a function that no handler was shown to call
 * @param tool name of the tool that reaches it, or null when a prompt or resource does
 * @param trace from the handler's parameter to the sink
 * @param again whether its cause is told by another flow of the rule already: the same argument of
 *     the tool at an earlier sink, or the same sink that another tool comes to
 * @param shared of a call on the way of one tool alone, which stands for a sink that several tools
 *     share: the flow to that sink; else null
 */
public record Flow(
    SourceModule module,
    int call,
    int value,
    Origin origin,
    Evidence evidence,
    String tool,
    List<TraceStep> trace,
    boolean again,
    Flow shared) {

  /** Who decides a value. */
  public enum Origin {
    /** The agent: an argument of a tool or prompt, a parameter of a resource. */
    AGENT,
    /** Whoever sends requests to an HTTP endpoint of the server. */
    REQUEST,
    /** What the rule names as its source. */
    RULE,
    /** Whoever calls a function that no handler was shown to call. */
    PARAMETER
  }

  /** Copies the list. */
  public Flow {
    trace = List.copyOf(trace);
  }

  /** The same flow, of which the cause is told already. */
  public Flow toldAgain() {
    return new Flow(module, call, value, origin, evidence, tool, trace, true, shared);
  }
}
