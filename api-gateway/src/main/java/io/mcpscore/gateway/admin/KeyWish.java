package io.mcpscore.gateway.admin;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * What a new key shall be.
 *
 * @param name what it is for
 * @param dailyLimit requests per day of this key alone, or null for the account's
 * @param limitWidens whether that may be more than the account's
 * @param expiresAt from when on it is not valid, or null for never
 */
record KeyWish(String name, Integer dailyLimit, boolean limitWidens, Instant expiresAt) {

  private static final Duration LONGEST = Duration.ofDays(3653);

  /** The limit in a body, or null. */
  static Integer limit(Body body) {
    Integer limit = body.integer("dailyLimit");
    if (limit != null && limit < 1) {
      throw ApiException.invalidRequest("dailyLimit must be at least 1");
    }
    return limit;
  }

  /** The expiry in a body, in whole seconds, or null. */
  static Instant expiry(Body body, Instant now) {
    String text = body.text("expiresAt");
    if (text == null) {
      return null;
    }
    try {
      Instant expiry = Instant.parse(text).truncatedTo(ChronoUnit.SECONDS);
      if (expiry.isAfter(now) && expiry.isBefore(now.plus(LONGEST))) {
        return expiry;
      }
    } catch (DateTimeException e) {
      // Told below, with what else it may be.
    }
    throw ApiException.invalidRequest(
        "expiresAt must be a time such as 2030-01-15T10:30:00Z, ahead of now and within ten years");
  }

  /** What the audit log says of it. */
  Map<String, Object> facts() {
    Map<String, Object> facts = new HashMap<>(Map.of("name", name));
    if (dailyLimit != null) {
      facts.put("dailyLimit", dailyLimit);
    }
    if (expiresAt != null) {
      facts.put("expiresAt", expiresAt.toString());
    }
    return facts;
  }
}
