package io.mcpscore.gateway.http;

import io.mcpscore.gateway.upload.UploadBody;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Takes a {@code Content-Type} that is none, and forms where none is asked for, for one that nobody
 * knows: the libraries behind this would take what is wrong with them for a fault of the server.
 */
@Singleton
class ContentTypes implements Handler<RoutingContext> {

  private static final Pattern TYPE =
      Pattern.compile("\\s*[\\w!#$&^.+-]{1,100}/[\\w!#$&^.+-]{1,100}\\s*(?:;.*)?");

  private static final Pattern FORM =
      Pattern.compile("(?i)\\s*(?:multipart/|application/x-www-form-urlencoded).*");

  @Override
  public void handle(RoutingContext context) {
    String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
    boolean known =
        type == null
            || (TYPE.matcher(type).matches()
                && (!FORM.matcher(type).matches() || UploadBody.isUpload(context)));
    if (!known) {
      context.request().headers().set(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
    }
    context.next();
  }
}
