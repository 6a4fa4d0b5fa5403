package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.check.supplychain.RegistryUse.Kind;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.model.Severity;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code supply-chain-private-name}: names of private packages that anybody could register in the
 * public registry, where the settings have both asked.
 */
public final class SupplyChainPrivateNameCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-private-name");
  private static final Pattern INTERNAL =
      Pattern.compile(
          "(?:.*[-_.])?(?:internal|private|corp|inhouse|in-house|intranet)(?:[-_.].*)?");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<Ecosystem> mixed = EnumSet.noneOf(Ecosystem.class);
    Set<String> hosts = new HashSet<>();
    for (RegistryUse use : Registries.of(context)) {
      boolean both = use.kind() == Kind.EXTRA || use.kind() == Kind.SCOPED;
      if (both && !use.host().isEmpty() && !Registries.isPublic(use.host())) {
        mixed.add(use.ecosystem());
        hosts.add(use.host());
      }
    }
    Set<String> seen = new HashSet<>();
    for (Dependency d : context.dependencies()) {
      if (mixed.contains(d.ecosystem())
          && !d.name().startsWith("@")
          && (isInternal(d) || isFrom(d, hosts))
          && seen.add(d.ecosystem() + d.name())) {
        findings.report(
            Facts.at(
                d,
                Severity.MEDIUM,
                d.name()
                    + " is a private package under a name that anybody can register in the"
                    + " public registry, which is asked as well."));
      }
    }
  }

  private static boolean isInternal(Dependency d) {
    return d.kind().isDirect() && INTERNAL.matcher(d.name()).matches();
  }

  /** Whether a lock file says that a package was found in the private place. */
  private static boolean isFrom(Dependency d, Set<String> hosts) {
    String place = d.origin().location();
    return !d.kind().isDirect() && place != null && hosts.contains(RegistryUse.hostOf(place));
  }
}
