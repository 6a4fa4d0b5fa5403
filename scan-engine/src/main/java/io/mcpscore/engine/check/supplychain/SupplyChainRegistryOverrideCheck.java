package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.check.supplychain.RegistryUse.Kind;
import io.mcpscore.model.Severity;

/**
 * {@code supply-chain-registry-override}: settings that have packages fetched over an open
 * connection, without looking at certificates, or from places that few know.
 */
public final class SupplyChainRegistryOverrideCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-registry-override");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (RegistryUse use : Registries.of(context)) {
      if (use.kind() == Kind.UNCHECKED) {
        report(
            use, Severity.MEDIUM, "Packages are fetched without checking who answers.", findings);
      } else if (use.isOpen()) {
        report(
            use,
            Severity.MEDIUM,
            "Packages come over an open connection from " + use.host() + ".",
            findings);
      } else if (use.kind() == Kind.EXTRA && isUnknown(use)) {
        report(
            use,
            Severity.LOW,
            "Every name is looked for at "
                + use.host()
                + " and in the public index as well: whoever"
                + " registers one there first, or with a higher version, is installed.",
            findings);
      } else if (use.kind() == Kind.MAIN && isUnknown(use)) {
        report(
            use,
            Severity.INFO,
            "Packages come from " + use.host() + ", not from the public registry.",
            findings);
      }
    }
  }

  private static boolean isUnknown(RegistryUse use) {
    return !use.host().isEmpty()
        && !use.host().equals("localhost")
        && !use.url().contains("${")
        && !Registries.isPublic(use.host());
  }

  private static void report(
      RegistryUse use, Severity severity, String description, FindingSink findings) {
    findings.report(Facts.at(use.file(), use.start(), use.end(), severity, description));
  }
}
