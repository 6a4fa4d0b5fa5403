package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How well a finding is shown. */
public enum Evidence {
  /** A value that an agent or an outsider chooses reaches the sink from a registered handler. */
  PROVEN,
  /** The same, with no resolved handler or with one hop that had to be assumed. */
  LIKELY,
  /** The pattern alone. */
  HEURISTIC;

  /** The lower-case name that the HTTP contract uses. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
