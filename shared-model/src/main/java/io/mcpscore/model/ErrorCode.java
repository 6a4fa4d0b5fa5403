package io.mcpscore.model;

/** Every code that an error body can carry, with the HTTP status it travels on. */
public enum ErrorCode {
  INVALID_URL(400),
  INVALID_REQUEST(400),
  INVALID_CURSOR(400),
  INVALID_ARCHIVE(400),
  UNAUTHORIZED(401),
  API_ACCESS_REQUIRED(403),
  FORBIDDEN(403),
  PRIVATE_REPO(403),
  NOT_FOUND(404),
  REPO_NOT_FOUND(404),
  SCAN_NOT_FOUND(404),
  CHECK_NOT_FOUND(404),
  BATCH_NOT_FOUND(404),
  WEBHOOK_NOT_FOUND(404),
  DELIVERY_NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  IDEMPOTENCY_CONFLICT(409),
  KEY_LIMIT_REACHED(409),
  JOB_CONFLICT(409),
  SCAN_NOT_COMPLETE(409),
  WEBHOOK_SECRET_REQUIRED(409),
  WEBHOOK_LIMIT_REACHED(409),
  PAYLOAD_TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  IDEMPOTENCY_KEY_REUSED(422),
  RATE_LIMIT_EXCEEDED(429),
  QUEUE_LIMIT_EXCEEDED(429),
  STREAM_LIMIT_EXCEEDED(429),
  INTERNAL_ERROR(500),
  SERVICE_UNAVAILABLE(503),

  // The codes of failed scans; they travel inside a 200 answer.
  CLONE_FAILED(200),
  CLONE_TIMEOUT(200),
  REPO_TOO_LARGE(200),
  ANALYSIS_TIMEOUT(200),
  NO_MCP_SERVER(200),
  RESOURCE_EXHAUSTED(200),
  SCAN_DROPPED(200);

  private final int httpStatus;

  ErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** Status of an answer whose body is this error. */
  public int httpStatus() {
    return httpStatus;
  }
}
