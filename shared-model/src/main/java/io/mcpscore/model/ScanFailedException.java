package io.mcpscore.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** A scan that cannot end in a report, with the cause that the user can act on. */
public final class ScanFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiError error;
  private final boolean transientCause;
  private final Duration retryAfter;

  /**
   * A cause that stays: another try would end the same.
   *
   * @param code one of the codes of failed scans
   * @param message one sentence
   * @param details what to do next, or null
   */
  public ScanFailedException(ErrorCode code, String message, String details) {
    this(new ApiError(code, message, details), false, null);
  }

  /**
   * Any cause.
   *
   * @param error what the user sees
   * @param transientCause whether another try may succeed
   * @param cause for the log, or null
   */
  public ScanFailedException(ApiError error, boolean transientCause, Throwable cause) {
    this(error, transientCause, null, cause);
  }

  /**
   * A host that asks to be left alone for a while.
   *
   * @param error what the user sees
   * @param retryAfter how long, as the host said
   * @param cause for the log, or null
   */
  public ScanFailedException(ApiError error, Duration retryAfter, Throwable cause) {
    this(error, true, retryAfter, cause);
  }

  private ScanFailedException(
      ApiError error, boolean transientCause, Duration retryAfter, Throwable cause) {
    super(Objects.requireNonNull(error).message(), cause);
    this.error = error;
    this.transientCause = transientCause;
    this.retryAfter = retryAfter;
  }

  /** What the user sees. */
  public ApiError error() {
    return error;
  }

  /** Whether another try may succeed. */
  public boolean isTransient() {
    return transientCause;
  }

  /** How long to wait at least before another try, if the host said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
