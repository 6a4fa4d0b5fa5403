package io.mcpscore.engine.dependency;

import java.util.Comparator;
import java.util.Locale;

/** Where a package comes from; decides how names and versions compare. */
public enum Ecosystem {
  NPM("npm"),
  PYPI("PyPI");

  private final String osvName;

  Ecosystem(String osvName) {
    this.osvName = osvName;
  }

  /** The name that advisories use. */
  public String osvName() {
    return osvName;
  }

  /** The one spelling of a package name: on PyPI case, dots and underscores do not count. */
  public String normalise(String name) {
    return this == NPM ? name : name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
  }

  /** Orders exact versions. */
  public Comparator<String> versions() {
    return this == NPM ? SemVer.ORDER : Pep440.ORDER;
  }
}
