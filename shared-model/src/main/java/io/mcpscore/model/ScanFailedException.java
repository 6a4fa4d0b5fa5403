package io.mcpscore.model;

import java.util.Objects;

/** A scan that cannot end in a report, with the cause that the user can act on. */
public final class ScanFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ApiError error;
  private final boolean transientCause;

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
    super(Objects.requireNonNull(error).message(), cause);
    this.error = error;
    this.transientCause = transientCause;
  }

  /** What the user sees. */
  public ApiError error() {
    return error;
  }

  /** Whether another try may succeed. */
  public boolean isTransient() {
    return transientCause;
  }
}
