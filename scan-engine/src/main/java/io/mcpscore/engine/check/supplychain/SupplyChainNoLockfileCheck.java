package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.Set;

/** {@code supply-chain-no-lockfile}: manifests whose packages no lock file holds. */
public final class SupplyChainNoLockfileCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-no-lockfile");
  private static final Set<String> MANIFESTS = Set.of("package.json", "pyproject.toml", "Pipfile");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    LockFiles locks = new LockFiles(context);
    Set<SourceFile> seen = new HashSet<>();
    for (Dependency d : context.dependencies()) {
      String name = d.file().path().substring(d.file().directory().length());
      if (d.kind() == Kind.PRODUCTION
          && MANIFESTS.contains(name)
          && !locks.cover(d.ecosystem(), d.file())
          && seen.add(d.file())) {
        boolean script = d.ecosystem() == Ecosystem.NPM;
        findings.report(
            Facts.at(
                d,
                script ? Severity.LOW : Severity.INFO,
                "No lock file beside "
                    + name
                    + " or above it: every installation may get other code."));
      }
    }
  }
}
