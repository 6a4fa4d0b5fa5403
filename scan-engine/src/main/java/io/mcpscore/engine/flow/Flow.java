package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.TraceStep;
import java.util.List;

/**
 * A value that an agent chooses, at a sink.
 *
 * @param module where the sink is
 * @param call the sink
 * @param value the expression of the sink that carries the value
 * @param evidence {@code PROVEN} from a registered handler, {@code LIKELY} with one hop assumed
 * @param tool name of the tool that reaches it, or null when a prompt or resource does
 * @param trace from the handler's parameter to the sink
 */
public record Flow(
    SourceModule module,
    int call,
    int value,
    Evidence evidence,
    String tool,
    List<TraceStep> trace) {

  /** Copies the list. */
  public Flow {
    trace = List.copyOf(trace);
  }
}
