package io.mcpscore.gateway.mcp;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Where the endpoint's own rules stand among those of every request: the origin is looked at before
 * any key, the message once the key is known and the body is read.
 */
@ApplicationScoped
class McpSetup {

  /** Path of the endpoint. */
  static final String PATH = "/mcp";

  private static final int BEFORE_AUTHENTICATION = 350;
  private static final int AFTER_BODY = 150;

  void filters(@Observes Filters filters, McpOrigins origins, McpGate gate) {
    filters.register(origins, BEFORE_AUTHENTICATION);
    filters.register(gate, AFTER_BODY);
  }
}
