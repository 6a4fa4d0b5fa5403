package io.mcpscore.engine.check.supplychain;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Named;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Dependency.Kind;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.dependency.Origin.Form;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.TomlMembers;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code supply-chain-lock-drift}: manifests that ask for something else than the lock file beside
 * them was made for, so that it does not hold. Told once for each manifest.
 */
public final class SupplyChainLockDriftCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("supply-chain-lock-drift");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Map<SourceFile, List<Dependency>> manifests = new LinkedHashMap<>();
    Map<String, Set<String>> locked = new HashMap<>();
    for (Dependency d : context.dependencies()) {
      String name = d.file().path().substring(d.file().directory().length());
      if (!d.kind().isDirect()) {
        locked
            .computeIfAbsent(d.file().directory() + d.ecosystem(), k -> new HashSet<>())
            .add(d.name());
      } else if (name.equals("package.json")
          || name.equals("pyproject.toml")
          || name.equals("Pipfile")) {
        manifests.computeIfAbsent(d.file(), f -> new ArrayList<>()).add(d);
      }
    }
    for (SourceFile file : context.files()) {
      if (file.role().deducts() && LockFiles.isLock(file)) {
        lacking(file, findings);
      }
    }
    Set<String> own = ownNames(context);
    manifests.forEach(
        (manifest, all) -> {
          List<Dependency> drifted = drifted(context, manifest, all, locked, own);
          if (!drifted.isEmpty()) {
            findings.report(Facts.at(drifted.getFirst(), Severity.LOW, description(drifted)));
          }
        });
  }

  /** A lock file of npm lists what was asked for itself. */
  private static void lacking(SourceFile lock, FindingSink findings) {
    List<Member> members =
        lock.path().endsWith("package-lock.json")
            ? JsonMembers.read(lock.text().bytes())
            : List.of();
    Set<String> entries = new HashSet<>();
    members.stream().filter(m -> m.isAt("packages", "*")).forEach(m -> entries.add(m.name()));
    for (Member m : members) {
      if (m.isAt("packages", "", "dependencies", "*")
          && m.value() != null
          && !entries.contains("node_modules/" + m.name())) {
        findings.report(
            Facts.at(
                lock,
                m,
                Severity.LOW,
                "The lock file asks for " + m.name() + " and has no entry for it."));
        return;
      }
    }
  }

  private static List<Dependency> drifted(
      CheckContext context,
      SourceFile manifest,
      List<Dependency> all,
      Map<String, Set<String>> locked,
      Set<String> own) {
    Ecosystem ecosystem = all.getFirst().ecosystem();
    Optional<LockedRequirements> requirements = requirements(context, manifest);
    Set<String> names = locked.get(manifest.directory() + ecosystem);
    Set<String> running =
        all.stream()
            .filter(d -> d.kind() == Kind.PRODUCTION)
            .map(Dependency::name)
            .collect(Collectors.toSet());
    return all.stream()
        // What stands in both lists is locked as the one to run with.
        .filter(d -> d.kind() != Kind.DEVELOPMENT || !running.contains(d.name()))
        .filter(d -> d.origin().form() == Form.REGISTRY && !own.contains(d.name()))
        .filter(
            d ->
                requirements.isPresent()
                    ? differs(d, requirements.get())
                    : names != null && !names.contains(d.name()))
        .toList();
  }

  private static boolean differs(Dependency d, LockedRequirements locked) {
    String then = locked.byName().get(d.name());
    return then == null
        || (!then.equals(d.requirement())
            && !then.startsWith("npm:")
            && !d.requirement().startsWith("catalog:"));
  }

  private static Optional<LockedRequirements> requirements(
      CheckContext context, SourceFile manifest) {
    if (!manifest.path().endsWith("package.json")) {
      return Optional.empty();
    }
    return context.files().stream()
        .filter(f -> f.directory().equals(manifest.directory()) && LockFiles.isLock(f))
        .flatMap(f -> LockedRequirements.of(f, ".").stream())
        .findFirst();
  }

  /** Packages of the repository itself are in no lock file. */
  private static Set<String> ownNames(CheckContext context) {
    Set<String> names = new HashSet<>();
    for (SourceFile file : context.files()) {
      if (file.path().endsWith("package.json")) {
        JsonMembers.read(file.text().bytes()).stream()
            .filter(m -> m.isAt("name") && m.value() != null)
            .forEach(m -> names.add(m.value()));
      } else if (file.path().endsWith("pyproject.toml")) {
        TomlMembers.read(file.text()).stream()
            .filter(m -> m.isAt("project", "name") && m.value() != null)
            .forEach(m -> names.add(Ecosystem.PYPI.normalise(m.value())));
      }
    }
    return names;
  }

  private static String description(List<Dependency> drifted) {
    List<String> names = drifted.stream().map(Dependency::name).distinct().toList();
    return "The lock file was made for other requirements: "
        + Named.few(names)
        + " are missing there or were asked for otherwise, so that installations do not get what it"
        + " says.";
  }
}
