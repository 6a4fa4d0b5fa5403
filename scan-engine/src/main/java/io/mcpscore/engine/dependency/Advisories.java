package io.mcpscore.engine.dependency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Known vulnerabilities by package. Immutable. */
public final class Advisories {

  /** No snapshot at all, which is not the same as an empty one. */
  public static final Advisories NONE = new Advisories(Map.of(), null);

  private final Map<Key, List<Advisory>> byPackage;
  private final String date;

  /**
   * Takes what was read.
   *
   * @param byPackage advisories by package, each list in a fixed order
   * @param date day of the newest change ({@code yyyy-MM-dd}), or null without a snapshot
   */
  Advisories(Map<Key, List<Advisory>> byPackage, String date) {
    this.byPackage = new HashMap<>(byPackage);
    this.date = date;
  }

  /** A package of an ecosystem, its name normalised. */
  record Key(Ecosystem ecosystem, String name) {}

  /** Day of the newest advisory; empty when there is no snapshot. */
  public Optional<String> date() {
    return Optional.ofNullable(date);
  }

  /** The advisories that affect an exact version; none for a dependency without one. */
  public List<Advisory> affecting(Dependency dependency) {
    if (dependency.version() == null) {
      return List.of();
    }
    return byPackage
        .getOrDefault(new Key(dependency.ecosystem(), dependency.name()), List.of())
        .stream()
        .filter(a -> a.affects(dependency.ecosystem(), dependency.version()))
        .toList();
  }
}
