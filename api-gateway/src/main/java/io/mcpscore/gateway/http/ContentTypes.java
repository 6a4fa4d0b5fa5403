package io.mcpscore.gateway.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Takes a {@code Content-Type} that is none for one that nobody knows: the libraries behind this
 * would take it for a fault of the server.
 */
@Singleton
class ContentTypes implements Handler<RoutingContext> {

  private static final Pattern TYPE =
      Pattern.compile("\\s*[\\w!#$&^.+-]{1,100}/[\\w!#$&^.+-]{1,100}\\s*(?:;.*)?");

  @Override
  public void handle(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (type != null && !TYPE.matcher(type).matches()) {
      context.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    }
    context.next();
  }
}
