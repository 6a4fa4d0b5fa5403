package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.TomlMembers;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a repository itself publishes.
 *
 * @param ecosystem where
 * @param file its manifest
 * @param name normalised name
 * @param version version, or null when it is not written out
 * @param repository URL of its repository, or null
 * @param mcpName name in the registry of servers that it claims, or null
 */
record OwnPackages(
    Ecosystem ecosystem,
    SourceFile file,
    String name,
    String version,
    String repository,
    String mcpName) {

  /** Names of all packages. */
  static Set<String> names(CheckContext context) {
    return of(context).stream().map(OwnPackages::name).collect(Collectors.toSet());
  }

  /** All packages, private ones left out. */
  static List<OwnPackages> of(CheckContext context) {
    List<OwnPackages> out = new ArrayList<>();
    for (SourceFile file : context.files()) {
      String name = file.path().substring(file.directory().length());
      if (file.role().deducts() && name.equals("package.json")) {
        npm(file).ifPresent(out::add);
      } else if (file.role().deducts() && name.equals("pyproject.toml")) {
        python(file).ifPresent(out::add);
      }
    }
    return out;
  }

  private static Optional<OwnPackages> npm(SourceFile file) {
    List<Member> members = JsonMembers.read(file.text().bytes());
    String name = text(members, "name");
    if (name == null || "true".equals(text(members, "private"))) {
      return Optional.empty();
    }
    String repository = text(members, "repository");
    repository = repository == null ? text(members, "repository", "url") : repository;
    return Optional.of(
        new OwnPackages(
            Ecosystem.NPM,
            file,
            name,
            text(members, "version"),
            repository,
            text(members, "mcpName")));
  }

  private static Optional<OwnPackages> python(SourceFile file) {
    List<Member> members = TomlMembers.read(file.text());
    String name = text(members, "project", "name");
    name = name == null ? text(members, "tool", "poetry", "name") : name;
    if (name == null) {
      return Optional.empty();
    }
    String version = text(members, "project", "version");
    return Optional.of(
        new OwnPackages(
            Ecosystem.PYPI,
            file,
            Ecosystem.PYPI.normalise(name),
            version == null ? text(members, "tool", "poetry", "version") : version,
            null,
            null));
  }

  private static String text(List<Member> members, String... path) {
    return members.stream()
        .filter(m -> m.isAt(path) && m.value() != null)
        .map(Member::value)
        .findFirst()
        .orElse(null);
  }
}
