package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;
import java.util.EnumSet;

/**
 * {@code poisoning-read-then-pass}: metadata that has the model read secrets and hand them over.
 */
public final class PoisoningReadThenPassCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-read-then-pass");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    new Poisoned(INFO)
        .report(
            context,
            findings,
            s -> s.isMetadata() || s == Surface.CARRIER,
            EnumSet.of(Kind.HARVEST));
  }
}
