package io.mcpscore.cli;

/** What the program ends with. */
public final class ExitCodes {

  /** Done. */
  public static final int OK = 0;

  /** The score is below {@code --fail-under}; for commands other than {@code scan}: it failed. */
  public static final int FAILED = 1;

  /** The command line makes no sense. */
  public static final int USAGE = 2;

  /** The repository could not be scanned. */
  public static final int NOT_SCANNED = 3;

  private ExitCodes() {}
}
