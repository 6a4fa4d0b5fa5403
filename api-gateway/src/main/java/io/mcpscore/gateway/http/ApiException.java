package io.mcpscore.gateway.http;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;

/** Ends a request with an error of the contract. Carries no stack trace: it is an answer. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiError error;

  /**
   * An answer.
   *
   * @param code code and status
   * @param message one sentence
   * @param details what to do next, or null
   */
  public ApiException(ErrorCode code, String message, String details) {
    super(message, null, false, false);
    this.error = new ApiError(code, message, details);
  }

  /**
   * The request is malformed.
   *
   * @param details what is wrong with it
   */
  public static ApiException invalidRequest(String details) {
    return new ApiException(ErrorCode.INVALID_REQUEST, "Invalid request", details);
  }

  /** What the client sees. */
  public ApiError error() {
    return error;
  }
}
