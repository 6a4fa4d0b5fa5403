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
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code supply-chain-mcp-sdk}: known holes of the MCP SDKs and of the tools around them. A hole in
 * a part of the SDK that the server's code does not name is low, and so is a copy that another
 * package brings.
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
    List<SourceFile> code = code(context, d);
    boolean copy = isCopy(d);
    for (Advisory advisory : affecting) {
      boolean used = !copy && isUsed(code, advisory);
      parts.add(
          advisory.summary()
              + " ("
              + advisory.id()
              + (used || copy ? ")" : ", in a part that the code does not name)"));
      worst = used && advisory.severity().compareTo(worst) < 0 ? advisory.severity() : worst;
    }
    String fix = (copy ? " It came with another package." : "") + repair(d, affecting);
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

  /** The first release without any of the holes that are named. */
  private static String repair(Dependency d, List<Advisory> affecting) {
    Optional<String> fixed = latest(d, affecting, Advisory.Range::fixed);
    Optional<String> last = latest(d, affecting, Advisory.Range::lastAffected);
    boolean later =
        last.isPresent()
            && (fixed.isEmpty() || d.ecosystem().versions().compare(last.get(), fixed.get()) >= 0);
    return later
        ? " Repaired in the first release after " + last.get() + "."
        : fixed.map(f -> " Repaired in " + f + ".").orElse("");
  }

  private static Optional<String> latest(
      Dependency d, List<Advisory> affecting, Function<Advisory.Range, String> end) {
    return affecting.stream()
        .flatMap(a -> a.ranges().stream())
        .map(end)
        .filter(Objects::nonNull)
        .max(d.ecosystem().versions());
  }

  /** Whether a lock file says that the project itself uses another version of the package. */
  private static boolean isCopy(Dependency d) {
    if (d.version() == null || !d.file().path().endsWith("pnpm-lock.yaml")) {
      return false;
    }
    List<String> used =
        YamlMembers.read(d.file().text()).stream()
            .filter(m -> m.isAt("importers", "*", "*", d.name(), "version") && m.value() != null)
            .map(m -> m.value().replaceFirst("\\(.*", ""))
            .toList();
    return !used.isEmpty() && !used.contains(d.version());
  }

  /** The code that a dependency file speaks for: what is beside and below it, if anything. */
  private static List<SourceFile> code(CheckContext context, Dependency d) {
    List<SourceFile> all =
        context.files().stream()
            .filter(f -> f.role() == FileRole.SOURCE && f.language() != null)
            .toList();
    List<SourceFile> own =
        all.stream().filter(f -> f.path().startsWith(d.file().directory())).toList();
    return own.isEmpty() ? all : own;
  }

  private static boolean isUsed(List<SourceFile> code, Advisory advisory) {
    return advisory.uses().isEmpty()
        || code.stream().anyMatch(f -> advisory.uses().stream().anyMatch(w -> names(f, w)));
  }

  /** Whether a file has a word that is not the end of a longer one. */
  private static boolean names(SourceFile file, String word) {
    String latin = file.text().latin1();
    for (int at = latin.indexOf(word); at >= 0; at = latin.indexOf(word, at + 1)) {
      if (at == 0 || !Character.isLetterOrDigit(latin.charAt(at - 1))) {
        return true;
      }
    }
    return false;
  }
}
