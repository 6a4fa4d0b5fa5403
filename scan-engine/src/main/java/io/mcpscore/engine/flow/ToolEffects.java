package io.mcpscore.engine.flow;

import io.mcpscore.model.Effect;
import io.mcpscore.model.EffectStep;
import java.util.List;

/**
 * What the code behind a tool can do.
 *
 * @param effects sorted, without repetition; {@link Effect#NONE} alone when the code was followed
 *     and has none; empty when the handler could not be resolved, or when all that it is seen to do
 *     is to call something of which nobody knows what it does
 * @param trace one entry an effect other than {@code NONE}
 */
public record ToolEffects(List<Effect> effects, List<EffectStep> trace) {

  /** Nothing is known. */
  public static final ToolEffects UNKNOWN = new ToolEffects(List.of(), List.of());

  /** The code was followed, and does nothing outside. */
  static final ToolEffects NOTHING = new ToolEffects(List.of(Effect.NONE), List.of());

  /** Copies the lists. */
  public ToolEffects {
    effects = List.copyOf(effects);
    trace = List.copyOf(trace);
  }
}
