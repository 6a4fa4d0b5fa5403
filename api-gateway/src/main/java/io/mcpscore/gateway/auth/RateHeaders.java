package io.mcpscore.gateway.auth;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;

/** The headers that tell a client how much of its day is left. */
final class RateHeaders {

  private static final CharSequence LIMIT = HttpHeaders.createOptimized("X-RateLimit-Limit");
  private static final CharSequence LEFT = HttpHeaders.createOptimized("X-RateLimit-Remaining");
  private static final CharSequence RESET = HttpHeaders.createOptimized("X-RateLimit-Reset");
  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence STATE = HttpHeaders.createOptimized("RateLimit");

  // Written with every answer, and another one once a day.
  private static volatile Reset lastReset = new Reset(UtcDay.of(Instant.EPOCH));

  private RateHeaders() {}

  /**
   * Writes or rewrites them.
   *
   * @param response answer under way
   * @param limit requests per day
   * @param used requests of the day
   * @param now within the day
   */
  static void write(HttpServerResponse response, int limit, int used, Instant now) {
    UtcDay day = UtcDay.of(now);
    int left = Math.max(0, limit - used);
    response
        .putHeader(LIMIT, String.valueOf(limit))
        .putHeader(LEFT, String.valueOf(left))
        .putHeader(RESET, reset(day))
        .putHeader(POLICY, "\"day\";q=" + limit + ";w=" + UtcDay.SECONDS)
        .putHeader(STATE, "\"day\";r=" + left + ";t=" + day.secondsLeft(now));
  }

  private static String reset(UtcDay day) {
    Reset reset = lastReset;
    if (!reset.day().equals(day)) {
      reset = new Reset(day);
      lastReset = reset;
    }
    return reset.text();
  }

  private record Reset(UtcDay day, String text) {

    Reset(UtcDay day) {
      this(day, day.end().toString());
    }
  }
}
