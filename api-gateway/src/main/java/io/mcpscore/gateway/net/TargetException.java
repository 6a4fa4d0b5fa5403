package io.mcpscore.gateway.net;

/** A host that no request is sent to. Carries no name and no address. */
public final class TargetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why not. */
  public enum Reason {
    /** The name has no address. */
    UNKNOWN_HOST,
    /** One of its addresses is not of the public internet. */
    PRIVATE_ADDRESS
  }

  TargetException(Reason reason) {
    super(
        reason == Reason.UNKNOWN_HOST
            ? "the host has no address"
            : "the host has a private address",
        null,
        false,
        false);
    this.reason = reason;
  }

  /** Why not. */
  public Reason reason() {
    return reason;
  }
}
