package io.mcpscore.worker.queue;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Waits for statements on threads that may block, and outlasts a database that is away. */
final class DatabaseCalls {

  private static final Logger LOG = Logger.getLogger(DatabaseCalls.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private DatabaseCalls() {}

  /**
   * Runs a statement, again and again if it must be; every statement here may be repeated, because
   * its own condition tells when it has happened already.
   *
   * @param givenUp asked before each try
   * @return what the statement gave, or empty when it was given up
   * @throws UnwritableException when the database refuses the values themselves
   */
  static <T> Optional<T> untilDone(Supplier<Uni<T>> statement, BooleanSupplier givenUp) {
    Duration pause = FIRST_PAUSE;
    while (!givenUp.getAsBoolean()) {
      try {
        return Optional.of(statement.get().await().atMost(PATIENCE));
      } catch (RuntimeException e) {
        if (e instanceof PgException refused && isAboutValues(refused)) {
          throw new UnwritableException(refused.getSqlState());
        }
        LOG.warnf("the database does not answer (%s), trying again", e.getClass().getSimpleName());
      }
      if (!sleep(pause)) {
        return Optional.empty();
      }
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
    return Optional.empty();
  }

  private static boolean isAboutValues(PgException e) {
    String state = String.valueOf(e.getSqlState());
    return state.startsWith("22") || state.startsWith("23");
  }

  private static boolean sleep(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
