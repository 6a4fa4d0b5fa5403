package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.http.Answers;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Errors;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** How the door says no; every refusal is counted by its reason. */
@Singleton
class Refusals {

  private static final String MESSAGE = "Invalid or missing API key";
  private static final String BAD_TOKEN = "Bearer error=\"invalid_token\"";

  private final BadKeyGuard guard;
  private final AuthMetrics metrics;
  private final Clock clock;

  Refusals(BadKeyGuard guard, AuthMetrics metrics, Clock clock) {
    this.guard = guard;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Nothing was sent. */
  void missing(RoutingContext context) {
    metrics.failed(AuthMetrics.Reason.MISSING);
    unauthorized(context, "Bearer", MESSAGE, "Send the header Authorization: Bearer mcp_sk_…");
  }

  /** What was sent is not valid; an address that does this often has to wait. */
  void invalid(RoutingContext context, AuthMetrics.Reason reason) {
    SocketAddress address = context.request().remoteAddress();
    if (guard.isSlowed(address)) {
      slow(context);
      return;
    }
    guard.failed(address);
    metrics.failed(reason);
    if (reason == AuthMetrics.Reason.TOKEN) {
      unauthorized(context, BAD_TOKEN, "Invalid access token", "It is not valid for this service");
    } else {
      unauthorized(context, "Bearer", MESSAGE, "The API key is not valid");
    }
  }

  /** The token was good; whoever has it may have forgotten the time, and guesses nothing. */
  void expired(RoutingContext context) {
    metrics.failed(AuthMetrics.Reason.EXPIRED);
    unauthorized(context, BAD_TOKEN, "Invalid access token", "It has expired; get a new one");
  }

  /** The provider does not answer, so that nobody knows whether the token is good. */
  void unclear(RoutingContext context) {
    metrics.failed(AuthMetrics.Reason.PROVIDER);
    Answers.error(
        context,
        new ApiError(
            ErrorCode.SERVICE_UNAVAILABLE,
            "Service unavailable",
            "The identity provider does not answer; API keys work all the same"));
  }

  /** The token is good and gives no role. */
  void noRole(RoutingContext context) {
    metrics.failed(AuthMetrics.Reason.ROLE);
    Answers.error(
        context,
        new ApiError(
            ErrorCode.FORBIDDEN,
            "No role",
            "Your sign-in has none of the roles viewer, submitter and admin; ask whoever manages"
                + " roles in the identity provider"));
  }

  /** A viewer wants to change something. */
  void viewer(RoutingContext context, Caller caller) {
    metrics.failed(AuthMetrics.Reason.ROLE);
    try {
      caller.require(Role.SUBMITTER);
    } catch (ApiException refusal) {
      Answers.error(context, Errors.of(refusal));
    }
  }

  /** The day is used up, or there is no day: no access, or no account. */
  void exhausted(RoutingContext context, KeyRecord key) {
    if (key.accountId() == 0) {
      metrics.failed(AuthMetrics.Reason.ROLE);
      Answers.error(
          context,
          new ApiError(
              ErrorCode.ACCOUNT_REQUIRED,
              "No account",
              "Your sign-in belongs to no account here; ask the operator for one and tell them "
                  + key.counter()));
      return;
    }
    RateHeaders.write(context.response(), key.limit(), key.limit(), clock.instant());
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

  /** The address has to wait. */
  void slow(RoutingContext context) {
    metrics.failed(AuthMetrics.Reason.SLOWED);
    tooMany(context, guard.retryAfter(), "Too many invalid API keys from this address");
  }

  private static void tooMany(RoutingContext context, long seconds, String details) {
    context.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    Answers.error(
        context, new ApiError(ErrorCode.RATE_LIMIT_EXCEEDED, "Rate limit exceeded", details));
  }

  private static void unauthorized(
      RoutingContext context, String challenge, String message, String details) {
    context.response().putHeader("WWW-Authenticate", challenge);
    Answers.error(context, new ApiError(ErrorCode.UNAUTHORIZED, message, details));
  }
}
