package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.check.client.LaunchedPackages;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code supply-chain-typosquat}: asked-for packages whose name is a slip away from a known one.
 */
public final class SupplyChainTyposquatCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-typosquat");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Stream.concat(context.dependencies().stream(), LaunchedPackages.of(context).stream())
        .filter(d -> d.kind().isDirect())
        .forEach(
            d ->
                PopularPackages.of(d.ecosystem())
                    .lookalike(d.name())
                    .ifPresent(known -> findings.report(draft(d, known))));
  }

  private static Draft draft(Dependency d, String known) {
    return new Draft(
        d.file(),
        d.start(),
        d.end(),
        Severity.HIGH,
        Evidence.LIKELY,
        "The package " + d.name() + " has nearly the name of the well-known " + known + ".",
        null,
        List.of(),
        List.of());
  }
}
