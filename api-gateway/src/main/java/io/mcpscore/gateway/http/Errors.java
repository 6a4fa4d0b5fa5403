package io.mcpscore.gateway.http;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.Map;
import org.jboss.logging.Logger;

/** Turns whatever went wrong into an error of the contract. */
public final class Errors {

  /** Seconds after which a client may try again when a needed service is away. */
  private static final int RETRY_AFTER = 5;

  // Scans take seconds, so within half a minute some of the account's have ended, and with them
  // the streams that follow them.
  private static final int CROWDED = 30;

  // A parameter of a path or query may hold the one character that no text of PostgreSQL can.
  private static final String NUL_IN_TEXT = "22021";

  private static final Logger LOG = Logger.getLogger(Errors.class);

  private static final ApiError INTERNAL =
      new ApiError(
          ErrorCode.INTERNAL_ERROR,
          "Internal error",
          "Try again; if it stays, report the X-Request-Id of this answer");

  private static final Map<Integer, ApiError> BY_STATUS =
      Map.of(
          400,
              new ApiError(
                  ErrorCode.INVALID_REQUEST, "Invalid request", "The request is malformed"),
          401, new ApiError(ErrorCode.UNAUTHORIZED, "Authentication required", null),
          403, new ApiError(ErrorCode.FORBIDDEN, "Forbidden", null),
          404,
              new ApiError(
                  ErrorCode.NOT_FOUND,
                  "Not found",
                  "No such path; the API is described at /q/openapi"),
          405,
              new ApiError(
                  ErrorCode.METHOD_NOT_ALLOWED,
                  "Method not allowed",
                  "The Allow header names the methods of this path"),
          406, new ApiError(ErrorCode.NOT_ACCEPTABLE, "Not acceptable", "Accept application/json"),
          413,
              new ApiError(
                  ErrorCode.PAYLOAD_TOO_LARGE,
                  "Request body too large",
                  "Send at most 64 KB of JSON, or 512 KB of it to /api/v1/scans"),
          415,
              new ApiError(
                  ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                  "Unsupported media type",
                  "Send the body as Content-Type: application/json"));

  private Errors() {}

  /**
   * Seconds after which a client may try again what this error refused; 0 where that is no help.
   */
  public static int retryAfter(ErrorCode code) {
    if (code.httpStatus() == 503 || code == ErrorCode.IDEMPOTENCY_CONFLICT) {
      return RETRY_AFTER;
    }
    boolean crowded =
        code == ErrorCode.QUEUE_LIMIT_EXCEEDED || code == ErrorCode.STREAM_LIMIT_EXCEEDED;
    return crowded ? CROWDED : 0;
  }

  /**
   * The error of a status that the HTTP layer decided on.
   *
   * @param status 400 or above
   */
  public static ApiError ofStatus(int status) {
    ApiError known = BY_STATUS.get(status);
    if (known != null) {
      return known;
    }
    if (status == 503) {
      return unavailable();
    }
    return status >= 400 && status < 500 ? BY_STATUS.get(400) : INTERNAL;
  }

  /**
   * The error of an exception; unexpected ones are logged, and nothing of them reaches the client.
   *
   * @param failure what was thrown
   */
  public static ApiError of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ApiException expected) {
        return expected.error();
      }
      if (cause instanceof WebApplicationException web && web.getResponse().getStatus() != 500) {
        return ofStatus(web.getResponse().getStatus());
      }
      // A body that is not what its Content-Type says, or a text that the database cannot hold.
      if (cause instanceof DecoderException || isNul(cause)) {
        return BY_STATUS.get(400);
      }
      if (isOutage(cause)) {
        LOG.warnf("a needed service is away: %s", cause.getClass().getName());
        return unavailable();
      }
    }
    LOG.error("unexpected failure", failure);
    return INTERNAL;
  }

  /** The driver says it in one way, Hibernate in another. */
  private static boolean isNul(Throwable cause) {
    return (cause instanceof PgException pg && NUL_IN_TEXT.equals(pg.getSqlState()))
        || (cause instanceof SQLException sql && NUL_IN_TEXT.equals(sql.getSQLState()));
  }

  private static boolean isOutage(Throwable cause) {
    if (cause instanceof PgException pg) {
      // 08: connection, 53: resources, 57P: shut down or starting up
      String state = pg.getSqlState() == null ? "" : pg.getSqlState();
      return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P");
    }
    if (cause instanceof NoStackTraceThrowable bare) {
      // What the SQL client says when a connection was lost between its choice and its use.
      return String.valueOf(bare.getMessage()).startsWith("Connection is not active");
    }
    return Outages.isNetwork(cause);
  }

  private static ApiError unavailable() {
    return new ApiError(
        ErrorCode.SERVICE_UNAVAILABLE, "Service unavailable", "Try again in a few seconds");
  }
}
