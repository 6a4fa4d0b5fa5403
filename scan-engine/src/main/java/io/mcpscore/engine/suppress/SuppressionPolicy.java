package io.mcpscore.engine.suppress;

import java.time.LocalDate;
import java.util.function.Supplier;

/**
 * What an operator makes of suppressions.
 *
 * @param lift whether suppressed findings cost nothing
 * @param today the day by which they expire; the engine itself has no clock
 */
public record SuppressionPolicy(boolean lift, Supplier<LocalDate> today) {

  /** Suppressions are listed, none expires, and the score stays as it is. */
  public static final SuppressionPolicy LISTED = new SuppressionPolicy(false, () -> LocalDate.MIN);
}
