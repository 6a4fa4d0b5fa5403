package io.mcpscore.gateway.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the body of a request up to {@code quarkus.http.limits.max-body-size}, whether its length
 * was announced or not; what is larger fails with 413.
 */
@Singleton
public class BodyLimit implements Handler<RoutingContext> {

  private final BodyHandler reader;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.reader = BodyHandler.create(false).setBodyLimit(limit.asLongValue());
  }

  @Override
  public void handle(RoutingContext context) {
    if ("0".equals(context.request().getHeader(HttpHeaders.CONTENT_LENGTH))) {
      // The end of such a request may have passed already; the reader would wait for it for ever.
      context.next();
    } else {
      reader.handle(context);
    }
  }
}
