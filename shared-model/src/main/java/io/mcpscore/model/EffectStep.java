package io.mcpscore.model;

import java.util.List;

/**
 * Why a tool is said to have an effect.
 *
 * @param effect the effect
 * @param trace from the handler to the call that has it
 */
public record EffectStep(Effect effect, List<TraceStep> trace) {

  /** Copies the list. */
  public EffectStep {
    trace = Copies.of(trace);
  }
}
