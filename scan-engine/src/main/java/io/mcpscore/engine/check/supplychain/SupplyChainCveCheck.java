package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.AdvisoryGroup;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code supply-chain-cve}: exact versions that an advisory names. A package that is needed for
 * development alone never runs with the server and is low.
 */
public final class SupplyChainCveCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-cve");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public Optional<String> lacks(CheckContext context) {
    return context.advisories().date().isPresent()
        ? Optional.empty()
        : Optional.of("an advisory snapshot (./mcpscore advisories update fetches one)");
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<Package> seen = new HashSet<>();
    Set<String> direct =
        context.dependencies().stream()
            .filter(d -> d.kind().isDirect())
            .map(d -> d.ecosystem() + d.name())
            .collect(Collectors.toSet());
    for (Dependency d : context.dependencies()) {
      List<AdvisoryGroup> affecting =
          AdvisoryGroup.of(context.advisories().affecting(d)).stream()
              .filter(g -> !g.isMalicious() && !isOfSdk(g, d))
              .toList();
      Package spot = new Package(d.file().directory(), d.ecosystem(), d.name(), d.version());
      if (!affecting.isEmpty() && seen.add(spot)) {
        boolean asked = direct.contains(d.ecosystem() + d.name());
        findings.report(draft(d, asked, affecting));
      }
    }
  }

  /** What the check of the SDKs reports with more to say. */
  private static boolean isOfSdk(AdvisoryGroup group, Dependency d) {
    return KnownReleases.sdks().affecting(d).stream()
        .anyMatch(
            a -> group.ids().contains(a.id()) || !Collections.disjoint(group.ids(), a.aliases()));
  }

  private static Draft draft(Dependency d, boolean asked, List<AdvisoryGroup> affecting) {
    Severity worst =
        affecting.stream()
            .map(AdvisoryGroup::severity)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    String ids = affecting.stream().map(AdvisoryGroup::id).collect(Collectors.joining(", "));
    String fix =
        affecting.stream()
            .flatMap(a -> a.fixFor(d.ecosystem(), d.version()).stream())
            .max(d.ecosystem().versions())
            .map(v -> " Repaired in " + v + ".")
            .orElse(" No repaired version is known.");
    boolean development = d.kind().isDevelopment();
    return new Draft(
        d.file(),
        d.start(),
        d.end(),
        development ? worst.atMost(Severity.LOW) : worst,
        development ? Evidence.HEURISTIC : Evidence.LIKELY,
        d.name()
            + " "
            + d.version()
            + (asked ? "" : ", which another package pulls in,")
            + " has known vulnerabilities: "
            + ids
            + "."
            + fix,
        null,
        List.of(),
        List.of());
  }

  /** A pin in a manifest and its entry in the lock file beside it are one. */
  private record Package(String directory, Ecosystem ecosystem, String name, String version) {}
}
