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
          Logger.getLogger("org.eclipse.jgit"));

  private static final Logger POSTGRES = Logger.getLogger("io.zonky.test");

  private static final String LOG4J_STATUS = "log4j2.statusLoggerLevel";

  private QuietLogs() {}

  static void apply() {
    NOISY.forEach(logger -> logger.setLevel(Level.SEVERE));
    // It complains of every crash that was asked for; what it throws is enough.
    POSTGRES.setLevel(Level.OFF);
    // Kafka brings the interface of Log4j without a back end, which Log4j would point out.
    System.setProperty(LOG4J_STATUS, System.getProperty(LOG4J_STATUS, "OFF"));
  }
}
