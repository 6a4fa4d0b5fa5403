package io.mcpscore.engine.check.health;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** How a server is run and kept. */
public final class HealthChecks {

  private HealthChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new OpsStackTraceToCallerCheck(),
        new OpsDebugOnCheck(),
        new OpsMissingTimeoutCheck(),
        new OpsSwallowedExceptionCheck(),
        new OpsUnlimitedRetryCheck(),
        new OpsNoAuditLogCheck(),
        new HealthNoLicenceCheck(),
        new HealthNoSecurityPolicyCheck(),
        new HealthNoTestsCheck(),
        new HealthNoCiCheck());
  }
}
