package io.mcpscore.gateway.mcp;

import io.mcpscore.gateway.config.McpSettings;
import io.mcpscore.gateway.http.Answers;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Keeps web pages away from the endpoint, as the protocol asks: a page in somebody's browser could
 * otherwise reach a gateway on that machine, directly or by a name that it rebinds.
 */
@Singleton
class McpOrigins implements Handler<RoutingContext> {

  private static final Set<String> LOOPBACK =
      Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");

  private final Set<String> origins;
  private final Set<String> hosts;

  McpOrigins(
      McpSettings settings,
      @ConfigProperty(name = "quarkus.http.host", defaultValue = "0.0.0.0") String listening) {
    this.origins = lowerCase(settings.allowedOrigins().orElse(Set.of()));
    Set<String> fallback = LOOPBACK.contains(listening) ? LOOPBACK : Set.of();
    this.hosts = lowerCase(settings.allowedHosts().orElse(fallback));
  }

  @Override
  public void handle(RoutingContext context) {
    String path = context.normalizedPath();
    if (!path.equals(McpSetup.PATH) && !path.startsWith(McpSetup.PATH + "/")) {
      context.next();
      return;
    }
    String origin = context.request().getHeader(HttpHeaders.ORIGIN);
    if (origin != null && !origins.contains(origin.toLowerCase(Locale.ROOT))) {
      forbid(context, "Web pages may call only from mcpscore.mcp.allowed-origins");
      return;
    }
    HostAndPort host = context.request().authority();
    boolean known = host != null && hosts.contains(host.host().toLowerCase(Locale.ROOT));
    if (!hosts.isEmpty() && !known) {
      forbid(context, "The endpoint is not known by this name; see mcpscore.mcp.allowed-hosts");
      return;
    }
    context.next();
  }

  private static void forbid(RoutingContext context, String details) {
    Answers.error(context, new ApiError(ErrorCode.FORBIDDEN, "Forbidden", details));
  }

  private static Set<String> lowerCase(Set<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
