package io.mcpscore.gateway.ops;

import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Keeps out of the log what the database pool throws when a query had failed before its time ran
 * out: it leaves its timer running, which then fails what has failed already
 * (eclipse-vertx/vertx-sql-client, issue 1706). While the database is away that happens once a
 * query, and the failure itself is told by whoever asked.
 */
@LoggingFilter(name = "pool-timers")
public final class PoolTimers implements Filter {

  private static final String TOLD_TWICE = "Result is already complete";
  private static final String POOL = "io.vertx.sqlclient.";

  @Override
  public boolean isLoggable(LogRecord entry) {
    Throwable thrown = entry.getThrown();
    return !(thrown instanceof IllegalStateException
        && TOLD_TWICE.equals(thrown.getMessage())
        && Arrays.stream(thrown.getStackTrace()).anyMatch(f -> f.getClassName().startsWith(POOL)));
  }
}
