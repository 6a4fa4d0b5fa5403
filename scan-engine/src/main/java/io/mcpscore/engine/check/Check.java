package io.mcpscore.engine.check;

import io.mcpscore.catalogue.CheckInfo;
import java.util.Optional;

/**
 * One check. Implementations hold no state and may run on several threads at once, each scan with
 * its own context.
 */
public interface Check {

  /** The documented entry. */
  CheckInfo info();

  /**
   * What the check would need and does not have, such as advisory data: it is then not run, and the
   * coverage says so.
   */
  default Optional<String> lacks(CheckContext context) {
    return Optional.empty();
  }

  /**
   * Looks at one repository.
   *
   * @param context the repository
   * @param findings where to report; severity, role and identity are settled there
   */
  void run(CheckContext context, FindingSink findings);
}
