package io.mcpscore.local;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the embedded servers from filling the log of the program that holds them. Works by way of
 * {@code java.util.logging}, which is the back end of the command line and, as JBoss Log Manager,
 * of the services.
 */
final class QuietLogs {

  /** Held, because the JDK forgets the level of a logger that nobody holds. */
  private static final List<Logger> NOISY =
      List.of(
          Logger.getLogger("kafka"),
          Logger.getLogger("org.apache.kafka"),
          Logger.getLogger("state.change.logger"),
          Logger.getLogger("io.zonky.test"),
          Logger.getLogger("org.eclipse.jgit"));

  private QuietLogs() {}

  static void apply() {
    NOISY.forEach(logger -> logger.setLevel(Level.SEVERE));
  }
}
