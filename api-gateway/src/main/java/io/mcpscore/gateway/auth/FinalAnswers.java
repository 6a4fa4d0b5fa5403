package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.http.Tagged;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Answers with an entity tag: 304 for who has them already, free of charge. */
@Singleton
public class FinalAnswers {

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
    http.response().putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    if (answer.matches(ifNoneMatch)) {
      uncounting.apply(http);
      return Response.notModified().header(HttpHeaders.ETAG, answer.etag());
    }
    return Response.ok(answer.body(), contentType).header(HttpHeaders.ETAG, answer.etag());
  }
}
