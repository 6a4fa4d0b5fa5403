package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.check.client.LaunchedPackages;
import io.mcpscore.engine.dependency.Advisory;
import io.mcpscore.engine.dependency.Bounds;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code supply-chain-mcp-sdk}: known holes of the MCP SDKs and of the tools around them. A hole in
 * a part of the SDK that the server's code does not name is low.
 */
public final class SupplyChainMcpSdkCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-mcp-sdk");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    List<Dependency> all =
        Stream.concat(context.dependencies().stream(), LaunchedPackages.of(context).stream())
            .toList();
    Set<String> exact =
        all.stream()
            .filter(d -> d.version() != null)
            .map(Dependency::name)
            .collect(Collectors.toSet());
    Set<List<String>> seen = new HashSet<>();
    for (Dependency d : all) {
      List<Advisory> affecting = affecting(d, exact.contains(d.name()));
      String version = d.version() == null ? d.requirement() : d.version();
      if (!affecting.isEmpty()
          && seen.add(List.of(d.file().directory(), d.name(), String.valueOf(version)))) {
        findings.report(draft(context, d, version, affecting));
      }
    }
  }

  /** A range counts when all that it allows is affected, and no lock file knows better. */
  private static List<Advisory> affecting(Dependency d, boolean lockedElsewhere) {
    if (d.version() != null) {
      return KnownReleases.sdks().affecting(d);
    }
    if (d.requirement() == null || lockedElsewhere) {
      return List.of();
    }
    Optional<Bounds> bounds = Bounds.of(d.ecosystem(), d.requirement());
    return KnownReleases.sdks().of(d.ecosystem(), d.name()).stream()
        .filter(
            a ->
                bounds.isPresent()
                    && bounds.get().below() != null
                    && a.affectsAll(d.ecosystem(), bounds.get().lowest(), bounds.get().below()))
        .toList();
  }

  private static Draft draft(
      CheckContext context, Dependency d, String version, List<Advisory> affecting) {
    List<String> parts = new ArrayList<>();
    Severity worst = Severity.LOW;
    for (Advisory advisory : affecting) {
      boolean used = isUsed(context, advisory);
      parts.add(
          advisory.summary()
              + " ("
              + advisory.id()
              + (used ? ")" : ", in a part that the code does not name)"));
      worst = used && advisory.severity().compareTo(worst) < 0 ? advisory.severity() : worst;
    }
    String fix =
        affecting.stream()
            .flatMap(a -> a.ranges().stream())
            .map(Advisory.Range::fixed)
            .filter(f -> f != null)
            .max(d.ecosystem().versions())
            .map(f -> " Repaired in " + f + ".")
            .orElse("");
    boolean development = d.kind().isDevelopment();
    return new Draft(
        d.file(),
        d.start(),
        d.end(),
        development ? Severity.LOW : worst,
        development ? Evidence.HEURISTIC : Evidence.LIKELY,
        d.name() + " " + version + ": " + String.join("; ", parts) + "." + fix,
        null,
        List.of(),
        List.of());
  }

  private static boolean isUsed(CheckContext context, Advisory advisory) {
    return advisory.uses().isEmpty()
        || context.files().stream()
            .filter(f -> f.role() == FileRole.SOURCE && f.language() != null)
            .anyMatch(f -> names(f, advisory.uses()));
  }

  private static boolean names(SourceFile file, List<String> words) {
    String latin = file.text().latin1();
    return words.stream().anyMatch(latin::contains);
  }
}
