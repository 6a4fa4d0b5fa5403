package io.mcpscore.worker.scan;

/** Stack traces that say where something broke, and nothing of what it was reading. */
final class Traces {

  private static final int MOST_CAUSES = 8;

  private Traces() {}

  /** A throwable with the types and frames of another, without its messages. */
  static Throwable withoutMessages(Throwable broken) {
    return copy(broken, MOST_CAUSES);
  }

  private static Throwable copy(Throwable broken, int more) {
    Throwable cause = broken.getCause();
    Throwable copied = cause == null || more == 0 ? null : copy(cause, more - 1);
    Throwable plain = new Throwable(broken.getClass().getName(), copied);
    plain.setStackTrace(broken.getStackTrace());
    return plain;
  }
}
