package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.check.client.LaunchedPackages;
import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.Advisory;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code supply-chain-malicious}: releases that were published to attack. They do it when they are
 * installed, so that it makes no difference whether development alone needs them.
 */
public final class SupplyChainMaliciousCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-malicious");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<List<String>> seen = new HashSet<>();
    Stream.concat(context.dependencies().stream(), LaunchedPackages.of(context).stream())
        .forEach(
            d -> {
              List<Advisory> found =
                  Stream.concat(
                          malicious(context.advisories(), d),
                          malicious(KnownReleases.malicious(), d))
                      .toList();
              String version = String.valueOf(d.version());
              if (!found.isEmpty() && seen.add(List.of(d.file().directory(), d.name(), version))) {
                findings.report(Facts.at(d, Severity.CRITICAL, description(d, found.getFirst())));
              }
            });
  }

  private static Stream<Advisory> malicious(Advisories advisories, Dependency d) {
    return advisories.of(d.ecosystem(), d.name()).stream()
        .filter(Advisory::isMalicious)
        .filter(
            a ->
                d.version() == null
                    ? a.affectsAll(d.ecosystem(), "0", null)
                    : a.affects(d.ecosystem(), d.version()));
  }

  private static String description(Dependency d, Advisory advisory) {
    String id = advisory.id().matches("MAL-[0-9]{4}-[0-9]+") ? " (" + advisory.id() + ")" : "";
    String what = advisory.summary().isEmpty() ? "" : ": " + advisory.summary();
    return d.name()
        + (d.version() == null ? "" : " " + d.version())
        + " was published to attack whoever installs it"
        + id
        + what
        + ".";
  }
}
