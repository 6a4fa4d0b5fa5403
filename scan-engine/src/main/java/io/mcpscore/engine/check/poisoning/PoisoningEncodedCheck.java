package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;

/** {@code poisoning-encoded}: encoded words in metadata. */
public final class PoisoningEncodedCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-encoded");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    new Poisoned(INFO)
        .marks(context, findings, s -> s.isMetadata() || s == Surface.CARRIER, Encoded::find);
  }
}
