package io.mcpscore.engine.dependency;

import io.mcpscore.engine.source.SourceFile;

/**
 * A package that a manifest or lock file names.
 *
 * @param ecosystem where it comes from
 * @param name normalised name
 * @param version the exact version, or null when the file gives a range or none
 * @param requirement what a manifest asks for, as written and possibly empty; null in lock files
 * @param kind whether the file asks for it, and for what
 * @param origin where it is fetched from
 * @param file manifest or lock file
 * @param start first byte of the entry
 * @param end byte after the entry
 */
public record Dependency(
    Ecosystem ecosystem,
    String name,
    String version,
    String requirement,
    Kind kind,
    Origin origin,
    SourceFile file,
    int start,
    int end) {

  /** Who needs a package. */
  public enum Kind {
    /** The manifest asks for it to run. */
    PRODUCTION,
    /** The manifest asks for it to build or test. */
    DEVELOPMENT,
    /** A lock file holds it, for running or for a reason that it does not say. */
    LOCKED,
    /** A lock file holds it for development alone. */
    LOCKED_DEVELOPMENT;

    /** Whether it comes from a manifest, not from a lock file. */
    public boolean isDirect() {
      return this == PRODUCTION || this == DEVELOPMENT;
    }

    /** Whether it never runs with the server. */
    public boolean isDevelopment() {
      return this == DEVELOPMENT || this == LOCKED_DEVELOPMENT;
    }
  }

  /** The same package, locked for development alone. */
  Dependency forDevelopment() {
    return new Dependency(
        ecosystem, name, version, requirement, Kind.LOCKED_DEVELOPMENT, origin, file, start, end);
  }
}
