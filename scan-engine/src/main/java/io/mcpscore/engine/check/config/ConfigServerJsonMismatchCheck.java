package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code config-server-json-mismatch}: what a registry of servers is told, against what the
 * repository publishes.
 */
public final class ConfigServerJsonMismatchCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("config-server-json-mismatch");
  private static final Pattern NAMESPACE = Pattern.compile("io\\.github\\.([^/]{1,100})/.{1,200}");
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "(?:.*github\\.com[/:]|github:)?([\\w.-]{1,100})/([\\w.-]{1,100}?)(?:\\.git)?(?:[/#].*)?");
  private static final Pattern UNSET = Pattern.compile("0\\.0\\.0.*|.*[${].*|latest");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    List<OwnPackages> own = OwnPackages.of(context);
    for (ServerManifests manifest : ServerManifests.of(context)) {
      namespace(manifest, findings);
      names(manifest, own, findings);
      repositories(manifest, own, findings);
      packages(manifest, own, findings);
    }
  }

  /** A name below io.github belongs to an account, and so does the repository. */
  private static void namespace(ServerManifests manifest, FindingSink findings) {
    Optional<Member> name = manifest.one("name");
    Optional<Member> url = manifest.one("repository", "url");
    if (name.isPresent() && url.isPresent()) {
      Matcher space = NAMESPACE.matcher(name.get().value());
      Matcher place = REPOSITORY.matcher(url.get().value());
      boolean github = url.get().value().contains("github.com");
      if (github
          && space.matches()
          && place.matches()
          && !space.group(1).equalsIgnoreCase(place.group(1))) {
        report(
            manifest,
            name.get(),
            Severity.LOW,
            "The name belongs to " + space.group(1) + ", the repository to " + place.group(1) + ".",
            findings);
      }
    }
  }

  private static void names(ServerManifests manifest, List<OwnPackages> own, FindingSink findings) {
    // The name of a bundle is free; the one that a package claims is that of the registry.
    Optional<Member> name = manifest.isRegistry() ? manifest.one("name") : Optional.empty();
    for (OwnPackages p : own) {
      boolean beside = p.file().directory().equals(manifest.file().directory());
      if (beside
          && name.isPresent()
          && p.mcpName() != null
          && !p.mcpName().equals(name.get().value())) {
        report(
            manifest,
            name.get(),
            Severity.MEDIUM,
            "The package beside it claims to be " + p.mcpName() + ".",
            findings);
      }
    }
  }

  private static void repositories(
      ServerManifests manifest, List<OwnPackages> own, FindingSink findings) {
    Optional<Member> url = manifest.one("repository", "url");
    for (OwnPackages p : own) {
      boolean beside = p.file().directory().equals(manifest.file().directory());
      if (beside
          && url.isPresent()
          && p.repository() != null
          && !isSame(url.get().value(), p.repository())) {
        report(
            manifest,
            url.get(),
            Severity.LOW,
            "The package beside it says that it comes from " + p.repository() + ".",
            findings);
      }
    }
  }

  private static boolean isSame(String a, String b) {
    Matcher left = REPOSITORY.matcher(a.strip());
    Matcher right = REPOSITORY.matcher(b.strip());
    return !left.matches()
        || !right.matches()
        || (left.group(1).equalsIgnoreCase(right.group(1))
            && left.group(2).equalsIgnoreCase(right.group(2)));
  }

  private static void packages(
      ServerManifests manifest, List<OwnPackages> own, FindingSink findings) {
    for (Member m : manifest.members()) {
      if ((m.isAt("packages", "*", "identifier") || m.isAt("packages", "*", "name"))
          && m.value() != null) {
        Optional<Ecosystem> ecosystem = ecosystem(manifest, m);
        if (ecosystem.isPresent()) {
          one(
              manifest,
              m,
              own.stream().filter(p -> p.ecosystem() == ecosystem.get()).toList(),
              findings);
        }
      }
    }
  }

  private static void one(
      ServerManifests manifest, Member identifier, List<OwnPackages> own, FindingSink findings) {
    if (own.isEmpty()) {
      return;
    }
    String name = own.getFirst().ecosystem().normalise(identifier.value());
    Optional<OwnPackages> same = own.stream().filter(p -> p.name().equals(name)).findFirst();
    if (same.isEmpty()) {
      String beside =
          own.stream()
              .filter(p -> p.file().directory().equals(manifest.file().directory()))
              .findFirst()
              .orElse(own.getFirst())
              .name();
      report(
          manifest,
          identifier,
          Severity.MEDIUM,
          "Clients install "
              + identifier.value()
              + ", which is not what the repository publishes ("
              + beside
              + ").",
          findings);
      return;
    }
    String[] path = {"packages", identifier.path().get(1), "version"};
    Optional<Member> version = manifest.one(path);
    String published = same.get().version();
    if (version.isPresent()
        && published != null
        && !UNSET.matcher(version.get().value()).matches()
        && !UNSET.matcher(published).matches()
        && !version.get().value().equals(published)) {
      report(
          manifest,
          version.get(),
          Severity.INFO,
          "Clients install version "
              + version.get().value()
              + ", the repository holds "
              + published
              + ".",
          findings);
    }
  }

  private static Optional<Ecosystem> ecosystem(ServerManifests manifest, Member m) {
    for (String key : List.of("registryType", "registry_type", "registry_name")) {
      Optional<Member> type = manifest.one("packages", m.path().get(1), key);
      if (type.isPresent()) {
        return switch (type.get().value().toLowerCase(Locale.ROOT)) {
          case "npm" -> Optional.of(Ecosystem.NPM);
          case "pypi" -> Optional.of(Ecosystem.PYPI);
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  private static void report(
      ServerManifests manifest,
      Member at,
      Severity severity,
      String description,
      FindingSink findings) {
    findings.report(Facts.at(manifest.file(), at, severity, description));
  }
}
