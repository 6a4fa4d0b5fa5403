package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.BadgeSettings;
import io.mcpscore.gateway.http.Answers;
import io.mcpscore.gateway.http.Errors;
import io.mcpscore.gateway.http.Requests;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ApiKey;
import io.mcpscore.model.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/**
 * Authenticates and counts everything under {@code /api/} and {@code /mcp}, whether such a path
 * exists or not, and badges where the operator wants that.
 *
 * <p>Order: form and checksum of the key (no look-up), then {@link KeyDoor}. An address that sent
 * too many bad keys gets 429, unless its key is known to Redis: neighbours behind one address keep
 * working, and the database is left alone.
 */
@Singleton
public class ApiKeyFilter implements Handler<RoutingContext> {

  private static final String SCHEME = "bearer ";

  private final KeyDoor door;
  private final BadKeyGuard guard;
  private final Pepper pepper;
  private final LastUses lastUses;
  private final AuthMetrics metrics;
  private final Clock clock;
  private final boolean badgesNeedKey;

  ApiKeyFilter(
      KeyDoor door,
      BadKeyGuard guard,
      Pepper pepper,
      LastUses lastUses,
      AuthMetrics metrics,
      Clock clock,
      BadgeSettings badges) {
    this.door = door;
    this.guard = guard;
    this.pepper = pepper;
    this.lastUses = lastUses;
    this.metrics = metrics;
    this.clock = clock;
    this.badgesNeedKey = badges.access() == BadgeSettings.Access.KEY;
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    if (!isGuarded(path, badgesNeedKey)) {
      context.next();
      return;
    }
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      metrics.failed(AuthMetrics.Reason.MISSING);
      unauthorized(context, "Send the header Authorization: Bearer mcp_sk_…");
      return;
    }
    SocketAddress address = context.request().remoteAddress();
    String key = bearer(header);
    if (ApiKey.isWellFormed(key)) {
      admit(context, address, pepper.hash(key));
    } else {
      refuse(context, address, AuthMetrics.Reason.MALFORMED);
    }
  }

  /** Whether a path is for holders of keys alone. */
  static boolean isGuarded(String path, boolean badgesNeedKey) {
    return path.startsWith("/api/")
        || path.equals("/api")
        || path.equals("/mcp")
        || path.startsWith("/mcp/")
        || (badgesNeedKey && path.startsWith("/badge/"));
  }

  private void admit(RoutingContext context, SocketAddress address, String hash) {
    // Whoever reads the body resumes; an answer that needs none of it discards it.
    context.request().pause();
    Requests.comeBack(door.admit(hash, !guard.isSlowed(address)))
        .subscribe()
        .with(
            admission -> decide(context, address, hash, admission),
            failure -> Answers.error(context, Errors.of(failure)));
  }

  private void decide(
      RoutingContext context, SocketAddress address, String hash, Admission admission) {
    switch (admission) {
      case Admission.Granted granted -> {
        lastUses.note(granted.key().keyId());
        write(context, granted.key(), granted.used());
        new Caller(hash, granted).attach(context);
        context.next();
      }
      case Admission.Exhausted exhausted -> exhausted(context, exhausted.key());
      case Admission.Unknown _ -> refuse(context, address, AuthMetrics.Reason.UNKNOWN);
      case Admission.Withheld _ -> slow(context);
    }
  }

  private void write(RoutingContext context, KeyRecord key, int used) {
    RateHeaders.write(context.response(), key.limit(), used, clock.instant());
  }

  private void exhausted(RoutingContext context, KeyRecord key) {
    write(context, key, key.limit());
    if (key.limit() <= 0) {
      Answers.error(
          context,
          new ApiError(
              ErrorCode.API_ACCESS_REQUIRED,
              "API access required",
              "The tier of this account does not include the API"));
      return;
    }
    Instant now = clock.instant();
    tooMany(
        context,
        UtcDay.of(now).secondsLeft(now),
        "The daily limit of " + key.limit() + " requests is used up; it resets at 00:00 UTC");
  }

  private void refuse(RoutingContext context, SocketAddress address, AuthMetrics.Reason reason) {
    if (guard.isSlowed(address)) {
      slow(context);
      return;
    }
    guard.failed(address);
    metrics.failed(reason);
    unauthorized(context, "The API key is not valid");
  }

  private void slow(RoutingContext context) {
    metrics.failed(AuthMetrics.Reason.SLOWED);
    tooMany(context, guard.retryAfter(), "Too many invalid API keys from this address");
  }

  private static void tooMany(RoutingContext context, long seconds, String details) {
    context.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    Answers.error(
        context, new ApiError(ErrorCode.RATE_LIMIT_EXCEEDED, "Rate limit exceeded", details));
  }

  private static void unauthorized(RoutingContext context, String details) {
    context.response().putHeader("WWW-Authenticate", "Bearer");
    Answers.error(
        context, new ApiError(ErrorCode.UNAUTHORIZED, "Invalid or missing API key", details));
  }

  /** The token of a bearer header, or the empty text. */
  static String bearer(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : "";
  }
}
