package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a file is for in its repository. Only {@link #SOURCE} and {@link #CONFIG} cost points. */
public enum FileRole {
  /** Code that the server runs. */
  SOURCE,
  /** Manifests, lock files, container and workflow files. */
  CONFIG,
  TEST,
  EXAMPLE,
  FIXTURE,
  DOCS,
  /** Third-party code that was copied in. */
  VENDORED,
  /** Bundled, minified or machine-made. */
  GENERATED;

  /** The lower-case name that the HTTP contract uses. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether findings in such a file count in the score. */
  public boolean deducts() {
    return this == SOURCE || this == CONFIG;
  }
}
