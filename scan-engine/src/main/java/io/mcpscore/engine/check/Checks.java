package io.mcpscore.engine.check;

import io.mcpscore.engine.check.filesystem.FsPathTraversalCheck;
import io.mcpscore.engine.check.filesystem.FsSensitivePathCheck;
import io.mcpscore.engine.check.mcp.McpDangerousToolCheck;
import io.mcpscore.engine.check.mcp.McpExcessiveToolsCheck;
import io.mcpscore.engine.check.mcp.McpMissingDescriptionCheck;
import io.mcpscore.engine.check.network.NetworkDisabledTlsCheck;
import io.mcpscore.engine.check.network.NetworkHardcodedIpCheck;
import io.mcpscore.engine.check.rce.RceChildProcessCheck;
import io.mcpscore.engine.check.rce.RceEvalCheck;
import io.mcpscore.engine.check.rce.RceFunctionConstructorCheck;
import io.mcpscore.engine.check.secrets.SecretsApiKeyCheck;
import io.mcpscore.engine.check.secrets.SecretsPasswordCheck;
import io.mcpscore.engine.check.supplychain.SupplyChainCveCheck;
import io.mcpscore.engine.check.supplychain.SupplyChainExcessiveDepsCheck;
import io.mcpscore.engine.check.supplychain.SupplyChainTyposquatCheck;
import java.util.List;
import java.util.Optional;

/** The one list of checks. */
public final class Checks {

  private static final List<Check> ALL =
      List.of(
          new RceEvalCheck(),
          new RceFunctionConstructorCheck(),
          new RceChildProcessCheck(),
          new SecretsApiKeyCheck(),
          new SecretsPasswordCheck(),
          new NetworkDisabledTlsCheck(),
          new NetworkHardcodedIpCheck(),
          new FsSensitivePathCheck(),
          new FsPathTraversalCheck(),
          new SupplyChainCveCheck(),
          new SupplyChainTyposquatCheck(),
          new SupplyChainExcessiveDepsCheck(),
          new McpExcessiveToolsCheck(),
          new McpDangerousToolCheck(),
          new McpMissingDescriptionCheck());

  private Checks() {}

  /** Every check, in the order of the documentation. */
  public static List<Check> all() {
    return ALL;
  }

  /** The check of an id. */
  public static Optional<Check> find(String id) {
    return ALL.stream().filter(c -> c.info().id().equals(id)).findFirst();
  }
}
