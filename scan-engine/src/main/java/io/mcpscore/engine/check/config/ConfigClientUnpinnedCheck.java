package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.check.client.LaunchedPackages;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.model.Severity;
import java.util.Set;

/**
 * {@code config-client-unpinned}: client settings that run the newest release of a package at every
 * start. The repository's own packages are left out: their makers are trusted already.
 */
public final class ConfigClientUnpinnedCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("config-client-unpinned");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<String> own = OwnPackages.names(context);
    for (Dependency d : LaunchedPackages.of(context)) {
      boolean floating = d.version() == null && !isFixed(d);
      if (floating && !own.contains(d.name())) {
        findings.report(
            Facts.at(
                d,
                Severity.LOW,
                "Whoever opens the repository runs the newest "
                    + d.name()
                    + " at every start, unseen."));
      }
    }
  }

  private static boolean isFixed(Dependency d) {
    return d.origin().form() != Form.REGISTRY && d.origin().hashed();
  }
}
