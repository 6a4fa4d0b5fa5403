package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Origin;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.model.Severity;

/**
 * {@code supply-chain-git-dependency}: packages from a git repository or a URL whose content can
 * change, or that come over an open connection.
 */
public final class SupplyChainGitDependencyCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-git-dependency");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    LockFiles locks = new LockFiles(context);
    for (Dependency d : context.dependencies()) {
      Origin origin = d.origin();
      boolean elsewhere = origin.form() == Form.GIT || origin.form() == Form.ARCHIVE;
      if (!d.kind().isDirect() || !elsewhere) {
        continue;
      }
      if (isOpen(origin)) {
        findings.report(
            Facts.at(
                d,
                Severity.MEDIUM,
                d.name()
                    + " comes over an open connection: whoever is on the way decides what runs."));
      } else if (!origin.hashed() && !d.kind().isDevelopment()) {
        Severity severity = locks.cover(d.ecosystem(), d.file()) ? Severity.INFO : Severity.LOW;
        findings.report(
            Facts.at(
                d,
                severity,
                d.name()
                    + " comes from "
                    + (origin.form() == Form.GIT ? "a git repository" : "a URL")
                    + " with neither commit nor hash: what is there can change at any time."));
      }
    }
  }

  private static boolean isOpen(Origin origin) {
    String location = origin.location() == null ? "" : origin.location();
    return location.startsWith("http://")
        || location.startsWith("git://")
        || location.startsWith("git+http://")
        || location.startsWith("git+git://");
  }
}
