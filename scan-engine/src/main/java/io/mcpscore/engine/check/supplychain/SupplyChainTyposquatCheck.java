package io.mcpscore.engine.check.supplychain;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.CheckInfoReader;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * {@code supply-chain-typosquat}: asked-for packages whose name is a slip away from a known one.
 */
public final class SupplyChainTyposquatCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-typosquat");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Dependency d : context.dependencies()) {
      if (d.kind().isDirect()) {
        Optional<PopularPackages.Lookalike> near =
            PopularPackages.of(d.ecosystem()).lookalike(d.name());
        near.ifPresent(n -> findings.report(draft(d, n)));
      }
    }
  }

  private static Draft draft(Dependency d, PopularPackages.Lookalike near) {
    return new Draft(
        d.file(),
        d.start(),
        d.end(),
        near.sure() ? Severity.HIGH : Severity.LOW,
        near.sure() ? Evidence.LIKELY : Evidence.HEURISTIC,
        "The package " + d.name() + " has nearly the name of the well-known " + near.of() + ".",
        null,
        List.of(),
        List.of());
  }
}
