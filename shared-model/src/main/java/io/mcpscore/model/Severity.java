package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad a finding is; the declaration order is from worst to mildest. */
public enum Severity {
  CRITICAL(20),
  HIGH(12),
  MEDIUM(6),
  LOW(3),
  INFO(1);

  private final int points;

  Severity(int points) {
    this.points = points;
  }

  /** Points that one finding of this severity costs by the published arithmetic. */
  public int points() {
    return points;
  }

  /** The lower-case name that the HTTP contract uses. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The milder of this and {@code cap}. */
  public Severity atMost(Severity cap) {
    return compareTo(cap) >= 0 ? this : cap;
  }
}
