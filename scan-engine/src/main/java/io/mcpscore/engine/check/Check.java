package io.mcpscore.engine.check;

/**
 * One check. Implementations hold no state and may run on several threads at once, each scan with
 * its own context.
 */
public interface Check {

  /** The documented entry. */
  CheckInfo info();

  /**
   * Looks at one repository.
   *
   * @param context the repository
   * @param findings where to report; severity, role and identity are settled there
   */
  void run(CheckContext context, FindingSink findings);
}
