package io.mcpscore.engine.dependency;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/** Where a package comes from; decides how names and versions compare. */
public enum Ecosystem {
  NPM("npm"),
  PYPI("PyPI");

  private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

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
    return this == NPM ? name : SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
  }

  /** Orders exact versions. */
  public Comparator<String> versions() {
    return this == NPM ? SemVer.ORDER : Pep440.ORDER;
  }
}
