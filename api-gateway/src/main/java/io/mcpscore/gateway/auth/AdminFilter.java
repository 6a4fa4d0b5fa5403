package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.AdminSettings;
import io.mcpscore.gateway.http.Answers;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Errors;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Guards {@code /admin/}: without a configured token those paths do not exist. */
@Singleton
public class AdminFilter implements Handler<RoutingContext> {

  private static final ApiError REFUSED =
      new ApiError(ErrorCode.UNAUTHORIZED, "Invalid or missing admin token", null);

  private final String token;
  private final BadKeyGuard guard;
  private final AuthMetrics metrics;

  AdminFilter(AdminSettings settings, BadKeyGuard guard, AuthMetrics metrics) {
    this.token = settings.token().orElse("");
    this.guard = guard;
    this.metrics = metrics;
  }

  /**
   * Refuses a request that did not pass this filter; resources ask again, so that none slips past.
   *
   * @throws ApiException {@code UNAUTHORIZED}
   */
  public static void require(RoutingContext context) {
    if (!Boolean.TRUE.equals(context.get(AdminFilter.class.getName()))) {
      throw new ApiException(REFUSED.code(), REFUSED.message(), REFUSED.details());
    }
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.startsWith("/admin/") && !path.equals("/admin")) {
      context.next();
      return;
    }
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (token.isBlank()) {
      Answers.error(context, Errors.ofStatus(404));
      return;
    }
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null && isToken(ApiKeyFilter.bearer(header))) {
      context.put(AdminFilter.class.getName(), true);
      context.next();
      return;
    }
    SocketAddress address = context.request().remoteAddress();
    metrics.failed(AuthMetrics.Reason.ADMIN);
    if (guard.isSlowed(address)) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(guard.retryAfter()));
      Answers.error(
          context,
          new ApiError(
              ErrorCode.RATE_LIMIT_EXCEEDED,
              "Rate limit exceeded",
              "Too many invalid keys from this address"));
      return;
    }
    guard.failed(address);
    context.response().putHeader("WWW-Authenticate", "Bearer");
    Answers.error(context, REFUSED);
  }

  private boolean isToken(String text) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }
}
