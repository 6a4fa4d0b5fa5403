package io.mcpscore.gateway.http;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.Json;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** Answers that are written below the resource layer. */
public final class Answers {

  private Answers() {}

  /**
   * Ends a request with an error.
   *
   * @param context the request
   * @param error what the client sees
   */
  public static void error(RoutingContext context, ApiError error) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    response.setStatusCode(error.code().httpStatus());
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    if (error.code().httpStatus() == 503) {
      response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Errors.RETRY_AFTER));
    }
    if (error.code().httpStatus() == 413) {
      // The rest of the body is not read, so the connection cannot serve another request.
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    context.end(Json.write(error.body()));
  }
}
