package io.mcpscore.worker.queue;

/** The database refuses a value; trying again would not help. Carries no value. */
final class UnwritableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sqlState;

  UnwritableException(String sqlState) {
    super("the database refused a value: " + sqlState);
    this.sqlState = sqlState;
  }

  String sqlState() {
    return sqlState;
  }
}
