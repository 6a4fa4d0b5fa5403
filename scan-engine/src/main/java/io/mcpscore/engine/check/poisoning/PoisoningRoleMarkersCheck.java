package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;

/**
 * {@code poisoning-role-markers}: marks of conversation turns and hidden blocks in texts for the
 * model.
 */
public final class PoisoningRoleMarkersCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-role-markers");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    new Poisoned(INFO).marks(context, findings, s -> s != Surface.PROMPT_RESULT, RoleMarkers::find);
  }
}
