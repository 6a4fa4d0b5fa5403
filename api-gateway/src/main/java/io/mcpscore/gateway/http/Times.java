package io.mcpscore.gateway.http;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** Times as the contract writes them: UTC, whole seconds. */
public final class Times {

  private Times() {}

  /** A time of the database in whole seconds; null stays null. */
  public static Instant seconds(OffsetDateTime time) {
    return time == null ? null : time.toInstant().truncatedTo(ChronoUnit.SECONDS);
  }
}
