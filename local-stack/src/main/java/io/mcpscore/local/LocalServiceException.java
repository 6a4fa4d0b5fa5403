package io.mcpscore.local;

/** A local server that did not come up. */
public final class LocalServiceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * A server that did not come up.
   *
   * @param message which one, and what it said last
   * @param cause what was thrown, or null
   */
  public LocalServiceException(String message, Throwable cause) {
    super(message, cause);
  }
}
