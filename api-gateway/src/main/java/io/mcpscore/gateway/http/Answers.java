package io.mcpscore.gateway.http;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.Json;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Answers that are written below the resource layer. */
public final class Answers {

  private static final Logger LOG = Logger.getLogger(Answers.class);
  private static final long MOST_DISCARDED = 8L * 1024 * 1024;

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
    if (RequestIdFilter.of(context) == null) {
      // No filter sees what has no path, such as GET *.
      RequestIdFilter.identify(context);
    }
    response.setStatusCode(error.code().httpStatus());
    response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    int retryAfter = Errors.retryAfter(error.code());
    if (retryAfter > 0) {
      response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter));
    }
    response.end(Json.write(error.body()));
    discard(context.request());
  }

  /**
   * Reads on without keeping anything, so that a client which is still sending sees the answer; one
   * that never stops is cut off.
   */
  private static void discard(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    AtomicLong left = new AtomicLong(MOST_DISCARDED);
    request.handler(
        bytes -> {
          if (left.addAndGet(-bytes.length()) < 0) {
            closeQuietly(request.connection());
          }
        });
    request.resume();
  }

  private static void closeQuietly(HttpConnection connection) {
    connection.close().onFailure(failure -> LOG.debug("already closed"));
  }
}
