package io.mcpscore.engine.report;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.AdvisoryGroup;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.dependency.Origin;
import io.mcpscore.model.Component;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.KnownVulnerability;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The packages of a repository, each version once. What a manifest asks for without fixing a
 * version is left out where a lock file says which one it is.
 */
final class ComponentList {

  private static final int MOST = 3000;
  private static final int LONGEST = 214;

  private static final Comparator<Component> BY_NAME =
      Comparator.comparing(Component::ecosystem)
          .thenComparing(Component::name)
          .thenComparing(c -> c.version() == null ? "" : c.version());
  private static final Comparator<Component> BY_WEIGHT =
      Comparator.comparing(Component::direct, Comparator.reverseOrder())
          .thenComparing(Component::development)
          .thenComparing(BY_NAME);

  private ComponentList() {}

  static Dependencies of(List<Dependency> all, Advisories advisories) {
    Set<Package> direct = new HashSet<>();
    Set<Package> fixed = new HashSet<>();
    for (Dependency d : all) {
      Package named = new Package(d.ecosystem(), d.name());
      if (d.kind().isDirect()) {
        direct.add(named);
      }
      if (d.version() != null) {
        fixed.add(named);
      }
    }
    Map<Version, List<Dependency>> versions = new LinkedHashMap<>();
    for (Dependency d : all) {
      Package named = new Package(d.ecosystem(), d.name());
      if (!d.name().isEmpty() && (d.version() != null || !fixed.contains(named))) {
        versions.computeIfAbsent(new Version(named, d.version()), v -> new ArrayList<>()).add(d);
      }
    }
    List<Component> components = new ArrayList<>();
    versions.forEach(
        (version, entries) ->
            components.add(component(entries, direct.contains(version.named()), advisories)));
    return new Dependencies(
        direct.size(),
        advisories.date().orElse(null),
        components.stream().sorted(BY_WEIGHT).limit(MOST).sorted(BY_NAME).toList(),
        components.size());
  }

  private static Component component(
      List<Dependency> entries, boolean direct, Advisories advisories) {
    Dependency first = entries.getFirst();
    boolean registry = first.origin().form() == Origin.Form.REGISTRY;
    return new Component(
        first.ecosystem().osvName().toLowerCase(Locale.ROOT),
        plain(first.name()),
        plain(first.version()),
        // What stands in the place of a version elsewhere may be a URL with a password in it.
        first.version() == null && registry ? plain(first.requirement()) : null,
        registry ? null : first.origin().form().name().toLowerCase(Locale.ROOT),
        direct,
        entries.stream().allMatch(d -> d.kind().isDevelopment()),
        PlainText.of(first.file().path()),
        first.file().text().lineOf(first.start()),
        known(first, advisories));
  }

  private static List<KnownVulnerability> known(Dependency d, Advisories advisories) {
    return AdvisoryGroup.of(advisories.affecting(d)).stream()
        .map(
            group ->
                new KnownVulnerability(
                    group.id(),
                    group.ids().stream().filter(id -> !id.equals(group.id())).toList(),
                    group.severity(),
                    group.isMalicious(),
                    group.fixFor(d.ecosystem(), d.version()).orElse(null)))
        .toList();
  }

  private static String plain(String text) {
    return text == null ? null : PlainText.of(text.substring(0, Math.min(LONGEST, text.length())));
  }

  private record Package(Ecosystem ecosystem, String name) {}

  private record Version(Package named, String version) {}
}
