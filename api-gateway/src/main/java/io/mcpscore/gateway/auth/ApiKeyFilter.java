package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.BadgeSettings;
import io.mcpscore.gateway.http.Answers;
import io.mcpscore.gateway.http.Errors;
import io.mcpscore.gateway.http.Requests;
import io.mcpscore.model.ApiKey;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Authenticates and counts everything under {@code /api/} and {@code /mcp}, whether such a path
 * exists or not, and badges where the operator wants that.
 *
 * <p>Order: form and checksum of a key, or signature and claims of a person's token (no look-up
 * either), then {@link KeyDoor}. An address that sent too many bad ones gets 429, unless its key or
 * person is known to Redis: neighbours behind one address keep working, and the database is left
 * alone.
 */
@Singleton
public class ApiKeyFilter implements Handler<RoutingContext> {

  private static final String SCHEME = "bearer ";

  private final KeyDoor door;
  private final KeyTable keys;
  private final TokenCheck tokens;
  private final BadKeyGuard guard;
  private final Pepper pepper;
  private final LastUses lastUses;
  private final Refusals refusals;
  private final Clock clock;
  private final boolean badgesNeedKey;

  ApiKeyFilter(
      KeyDoor door,
      KeyTable keys,
      TokenCheck tokens,
      BadKeyGuard guard,
      Pepper pepper,
      LastUses lastUses,
      Refusals refusals,
      Clock clock,
      BadgeSettings badges) {
    this.door = door;
    this.keys = keys;
    this.tokens = tokens;
    this.guard = guard;
    this.pepper = pepper;
    this.lastUses = lastUses;
    this.refusals = refusals;
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
      refusals.missing(context);
      return;
    }
    String bearer = bearer(header);
    if (ApiKey.isWellFormed(bearer)) {
      admit(context, new KeyCredential(pepper.hash(bearer), keys), Role.SUBMITTER);
    } else if (tokens.isOn() && Jwt.isLike(bearer)) {
      verify(context, bearer);
    } else {
      refusals.invalid(context, AuthMetrics.Reason.MALFORMED);
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

  private void verify(RoutingContext context, String token) {
    context.request().pause();
    Requests.comeBack(tokens.check(context, token))
        .subscribe()
        .with(
            verdict -> {
              switch (verdict) {
                case TokenCheck.Verdict.Good good when good.role() != null ->
                    admit(context, good.person(), good.role());
                case TokenCheck.Verdict.Good _ -> refusals.noRole(context);
                case TokenCheck.Verdict.Expired _ -> refusals.expired(context);
                case TokenCheck.Verdict.Bad _ ->
                    refusals.invalid(context, AuthMetrics.Reason.TOKEN);
                case TokenCheck.Verdict.Unclear _ -> refusals.unclear(context);
              }
            },
            failure -> Answers.error(context, Errors.of(failure)));
  }

  private void admit(RoutingContext context, Credential credential, Role role) {
    // Whoever reads the body resumes; an answer that needs none of it discards it.
    context.request().pause();
    SocketAddress address = context.request().remoteAddress();
    door.admit(
        credential,
        !guard.isSlowed(address),
        admission -> decide(context, credential, role, admission),
        failure -> Answers.error(context, Errors.of(failure)));
  }

  private void decide(
      RoutingContext context, Credential credential, Role role, Admission admission) {
    switch (admission) {
      case Admission.Granted granted -> {
        lastUses.note(granted.key().counter());
        RateHeaders.write(
            context.response(), granted.key().limit(), granted.used(), clock.instant());
        Caller caller = new Caller(credential, granted, role);
        caller.attach(context);
        if (changesSomething(context) && !role.includes(Role.SUBMITTER)) {
          refusals.viewer(context, caller);
        } else {
          context.next();
        }
      }
      case Admission.Exhausted exhausted -> refusals.exhausted(context, exhausted.key());
      case Admission.Unknown _ -> refusals.invalid(context, AuthMetrics.Reason.UNKNOWN);
      case Admission.Withheld _ -> refusals.slow(context);
    }
  }

  /** Decided here for every path of the API there is or will be, so that none can be forgotten. */
  private static boolean changesSomething(RoutingContext context) {
    HttpMethod method = context.request().method();
    return context.normalizedPath().startsWith("/api/")
        && !(method.equals(HttpMethod.GET)
            || method.equals(HttpMethod.HEAD)
            || method.equals(HttpMethod.OPTIONS));
  }

  /** The token of a bearer header, or the empty text. */
  static String bearer(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : "";
  }
}
