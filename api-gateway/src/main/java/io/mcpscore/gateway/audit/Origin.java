package io.mcpscore.gateway.audit;

import io.mcpscore.gateway.http.RequestIdFilter;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * From where an act came.
 *
 * @param requestId of the request, as its answer and the log lines have it
 * @param address of the client, or of the proxy in front
 */
public record Origin(String requestId, String address) {

  /** The origin of a request. */
  public static Origin of(RoutingContext context) {
    SocketAddress address = context.request().remoteAddress();
    String host = address == null ? null : address.hostAddress();
    return new Origin(RequestIdFilter.of(context), host == null ? "" : host);
  }
}
