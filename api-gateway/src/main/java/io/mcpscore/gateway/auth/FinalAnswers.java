package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.http.Tagged;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers with an entity tag: 304 for who has them already, free of charge. */
@Singleton
public class FinalAnswers {

  private static final String CACHING = "private, no-cache";

  private final Uncounting uncounting;

  FinalAnswers(Uncounting uncounting) {
    this.uncounting = uncounting;
  }

  /**
   * An answer.
   *
   * @param http the request
   * @param contentType of the body
   * @param ifNoneMatch header of the request, or null
   */
  public Response.ResponseBuilder of(
      RoutingContext http, Tagged answer, String contentType, String ifNoneMatch) {
    // Set below the resource layer, where no-store was set for everything else.
    http.response().putHeader(HttpHeaders.CACHE_CONTROL, CACHING);
    if (answer.matches(ifNoneMatch)) {
      uncounting.apply(http);
      return Response.notModified().header(HttpHeaders.ETAG, answer.etag());
    }
    return Response.ok(answer.body(), contentType).header(HttpHeaders.ETAG, answer.etag());
  }

  /**
   * Ends a request with an answer, below the resource layer.
   *
   * @param http the request
   * @param contentType of the body
   */
  public void end(RoutingContext http, Tagged answer, String contentType) {
    HttpServerResponse response =
        http.response()
            .putHeader(HttpHeaders.CACHE_CONTROL, CACHING)
            .putHeader(HttpHeaders.ETAG, answer.etag());
    // The door holds every request; this one has nothing more to say.
    http.request().resume();
    if (answer.matches(http.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      uncounting.apply(http);
      response.setStatusCode(Response.Status.NOT_MODIFIED.getStatusCode()).end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(Buffer.buffer(answer.body()));
    }
  }
}
