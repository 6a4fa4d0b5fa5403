package io.mcpscore.model;

import java.util.Locale;

/** Whether it is worth trying a failed scan again. */
public enum FailureKind {
  /** The cause may pass by itself: a host or a connection that broke. */
  TRANSIENT,

  /** The scan needs more time or memory than it had: another worker or another limit may do. */
  RESOURCE,

  /** Another try would end the same. */
  PERMANENT;

  /**
   * The kind of a failure.
   *
   * @param code of the error
   * @param isTransient whether whoever failed said that another try may succeed
   */
  public static FailureKind of(ErrorCode code, boolean isTransient) {
    if (isTransient) {
      return TRANSIENT;
    }
    return switch (code) {
      case CLONE_TIMEOUT, ANALYSIS_TIMEOUT, RESOURCE_EXHAUSTED -> RESOURCE;
      default -> PERMANENT;
    };
  }

  /** As rows and answers write it, in lower case. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
