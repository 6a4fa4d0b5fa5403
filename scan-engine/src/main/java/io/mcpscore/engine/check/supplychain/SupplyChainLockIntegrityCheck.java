package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code supply-chain-lock-integrity}: lock file entries whose file is that of another package,
 * comes from elsewhere than the registry, or is fixed by no hash. Nobody reads lock files in
 * reviews, which is why a changed one is a way in.
 */
public final class SupplyChainLockIntegrityCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-lock-integrity");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<String> configured =
        Registries.of(context).stream().map(RegistryUse::host).collect(Collectors.toSet());
    Map<SourceFile, List<Dependency>> byLock = new LinkedHashMap<>();
    for (Dependency d : context.dependencies()) {
      if (!d.kind().isDirect() && d.origin().form() == Form.REGISTRY) {
        byLock.computeIfAbsent(d.file(), f -> new ArrayList<>()).add(d);
      }
    }
    byLock.values().forEach(entries -> look(entries, configured, findings));
  }

  private static void look(List<Dependency> entries, Set<String> configured, FindingSink findings) {
    Set<String> hosts = new HashSet<>();
    List<Dependency> bare = new ArrayList<>();
    for (Dependency d : entries) {
      String place = d.origin().location() == null ? "" : d.origin().location();
      String host = RegistryUse.hostOf(place);
      if (isOfAnother(d, place)) {
        findings.report(
            Facts.at(
                d,
                Severity.HIGH,
                "The entry is called "
                    + d.name()
                    + ", but the file that it"
                    + " names is that of another package."));
      } else if (place.startsWith("http://")
          && !host.equals("localhost")
          && hosts.add(place.substring(0, 7) + host)) {
        findings.report(
            Facts.at(
                d,
                Severity.MEDIUM,
                d.name() + " and others come over an open connection from " + host + "."));
      } else if (!host.isEmpty()
          && !Registries.isPublic(host)
          && !configured.contains(host)
          && hosts.add(host)) {
        findings.report(
            Facts.at(
                d,
                Severity.LOW,
                d.name()
                    + " comes from "
                    + host
                    + ", which no setting of the"
                    + " repository names."));
      }
      if (!d.origin().hashed()) {
        bare.add(d);
      }
    }
    if (!bare.isEmpty()) {
      findings.report(
          Facts.at(
              bare.getFirst(),
              bare.size() == entries.size() ? Severity.INFO : Severity.LOW,
              bare.size()
                  + " of "
                  + entries.size()
                  + " entries have no hash, "
                  + bare.getFirst().name()
                  + " the first: another file under that name would not be noticed."));
    }
  }

  /** Whether a registry's URL, which holds the package's name before {@code /-/}, holds another. */
  private static boolean isOfAnother(Dependency d, String place) {
    int dash = place.indexOf("/-/");
    if (d.ecosystem() != Ecosystem.NPM || dash < 0) {
      return false;
    }
    String path =
        place.substring(0, dash).toLowerCase(Locale.ROOT).replace("%2f", "/").replace("%40", "@");
    return !path.endsWith("/" + d.name().toLowerCase(Locale.ROOT));
  }
}
