package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The step that a running scan is in. */
public enum Phase {
  QUEUED,
  CLONING,
  PARSING,
  CHECKING,
  AI,
  SCORING;

  /** The lower-case name that the HTTP contract uses. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
