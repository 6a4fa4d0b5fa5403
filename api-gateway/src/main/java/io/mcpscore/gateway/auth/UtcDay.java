package io.mcpscore.gateway.auth;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * The window in which requests are counted.
 *
 * @param date a UTC date
 */
public record UtcDay(LocalDate date) {

  /** Seconds of a day: UTC as computers count it has no others. */
  static final int SECONDS = 86_400;

  /** The day of a time. */
  public static UtcDay of(Instant time) {
    return new UtcDay(LocalDate.ofInstant(time, ZoneOffset.UTC));
  }

  /** Its name in keys: {@code yyyyMMdd}. */
  public String compact() {
    return date.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** The UTC midnight that ends it. */
  public Instant end() {
    return Instant.ofEpochSecond((date.toEpochDay() + 1) * SECONDS);
  }

  /**
   * Seconds until it ends, at least 1.
   *
   * @param now a time within the day
   */
  public long secondsLeft(Instant now) {
    return Math.max(1, now.truncatedTo(ChronoUnit.SECONDS).until(end(), ChronoUnit.SECONDS));
  }
}
