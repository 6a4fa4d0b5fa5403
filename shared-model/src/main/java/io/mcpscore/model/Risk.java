package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a tool can cost the one who connects it; from worst to none. */
public enum Risk {
  CRITICAL,
  HIGH,
  MEDIUM,
  LOW,
  NONE;

  /** The lower-case name that the HTTP contract uses. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
