package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Texts that instruct the model instead of describing. */
public final class PoisoningChecks {

  private PoisoningChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new PoisoningInstructionCheck(),
        new PoisoningConcealCheck(),
        new PoisoningReadThenPassCheck(),
        new PoisoningPrecedenceCheck(),
        new PoisoningShadowingCheck(),
        new PoisoningAuthorityCheck(),
        new PoisoningRoleMarkersCheck(),
        new PoisoningInvisibleCheck(),
        new PoisoningHomoglyphCheck(),
        new PoisoningTerminalEscapeCheck(),
        new PoisoningEncodedCheck(),
        new PoisoningHiddenParameterCheck(),
        new PoisoningRuntimeDescriptionCheck(),
        new PoisoningResultInstructionCheck(),
        new PoisoningResourceInstructionCheck(),
        new PoisoningUntrustedContentCheck(),
        new PoisoningTemplateExternalCheck(),
        new PoisoningNameCollisionCheck(),
        new PoisoningLinkUnfurlingCheck());
  }
}
