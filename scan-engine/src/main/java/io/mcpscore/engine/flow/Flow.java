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
 */
public record Flow(
    SourceModule module,
    int call,
    int value,
    Origin origin,
    Evidence evidence,
    String tool,
    List<TraceStep> trace) {

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
}
