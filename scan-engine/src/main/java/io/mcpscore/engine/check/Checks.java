package io.mcpscore.engine.check;

import io.mcpscore.engine.check.auth.AuthChecks;
import io.mcpscore.engine.check.config.ConfigChecks;
import io.mcpscore.engine.check.filesystem.FilesystemChecks;
import io.mcpscore.engine.check.health.HealthChecks;
import io.mcpscore.engine.check.injection.InjectionChecks;
import io.mcpscore.engine.check.malware.MalwareChecks;
import io.mcpscore.engine.check.mcp.McpChecks;
import io.mcpscore.engine.check.network.NetworkChecks;
import io.mcpscore.engine.check.poisoning.PoisoningChecks;
import io.mcpscore.engine.check.rce.RceChecks;
import io.mcpscore.engine.check.secrets.SecretsChecks;
import io.mcpscore.engine.check.supplychain.SupplyChainChecks;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The one list of checks, put together from those of the families. */
public final class Checks {

  private static final List<Check> ALL =
      Stream.of(
              RceChecks.all(),
              SecretsChecks.all(),
              NetworkChecks.all(),
              FilesystemChecks.all(),
              SupplyChainChecks.all(),
              McpChecks.all(),
              InjectionChecks.all(),
              AuthChecks.all(),
              PoisoningChecks.all(),
              MalwareChecks.all(),
              ConfigChecks.all(),
              HealthChecks.all())
          .flatMap(List::stream)
          .toList();

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
