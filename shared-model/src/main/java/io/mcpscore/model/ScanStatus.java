package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a scan stands, as the HTTP contract names it. */
public enum ScanStatus {
  PENDING,
  ANALYZING,
  COMPLETE,
  FAILED;

  /** The lower-case name used on the wire and in the database. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether nothing can change any more. */
  public boolean ended() {
    return this == COMPLETE || this == FAILED;
  }

  /** The status of a {@link #key()}. */
  public static ScanStatus of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
