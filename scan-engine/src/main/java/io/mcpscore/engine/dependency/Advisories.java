package io.mcpscore.engine.dependency;

import java.util.List;
import java.util.Optional;

/** Known vulnerabilities by package. Immutable. */
public final class Advisories {

  /** No snapshot at all, which is not the same as an empty one. */
  public static final Advisories NONE = new Advisories(null);

  private final AdvisoryIndex index;

  Advisories(AdvisoryIndex index) {
    this.index = index;
  }

  /** Day of the newest change ({@code yyyy-MM-dd}); empty when there is no snapshot. */
  public Optional<String> date() {
    return Optional.ofNullable(index).map(AdvisoryIndex::date);
  }

  /** A text that is the same for the same advisories alone. */
  public String identity() {
    return index == null ? "none" : index.digest();
  }

  /** The advisories of a package, whatever the version. */
  public List<Advisory> of(Ecosystem ecosystem, String name) {
    return index == null ? List.of() : index.of(ecosystem, name);
  }

  /** The advisories that affect an exact version; none for a dependency without one. */
  public List<Advisory> affecting(Dependency dependency) {
    if (dependency.version() == null) {
      return List.of();
    }
    return of(dependency.ecosystem(), dependency.name()).stream()
        .filter(a -> a.affects(dependency.ecosystem(), dependency.version()))
        .toList();
  }
}
