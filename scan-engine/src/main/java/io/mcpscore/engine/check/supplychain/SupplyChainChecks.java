package io.mcpscore.engine.check.supplychain;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Dependencies, builds and what is shipped. */
public final class SupplyChainChecks {

  private SupplyChainChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new SupplyChainCveCheck(),
        new SupplyChainMaliciousCheck(),
        new SupplyChainMcpSdkCheck(),
        new SupplyChainTyposquatCheck(),
        new SupplyChainExcessiveDepsCheck(),
        new SupplyChainUnpinnedCheck(),
        new SupplyChainNoLockfileCheck(),
        new SupplyChainLockDriftCheck(),
        new SupplyChainLockIntegrityCheck(),
        new SupplyChainGitDependencyCheck(),
        new SupplyChainPrivateNameCheck(),
        new SupplyChainRegistryOverrideCheck());
  }
}
