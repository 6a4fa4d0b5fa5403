package io.mcpscore.gateway.auth;

import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;

/** The headers that tell a client how much of its day is left. */
final class RateHeaders {

  private static final int DAY_SECONDS = 86_400;

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
        .putHeader("X-RateLimit-Limit", String.valueOf(limit))
        .putHeader("X-RateLimit-Remaining", String.valueOf(left))
        .putHeader("X-RateLimit-Reset", day.end().toString())
        .putHeader("RateLimit-Policy", "\"day\";q=" + limit + ";w=" + DAY_SECONDS)
        .putHeader("RateLimit", "\"day\";r=" + left + ";t=" + day.secondsLeft(now));
  }
}
