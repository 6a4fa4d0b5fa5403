package io.mcpscore.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTimersTest {

  @ParameterizedTest
  @CsvSource({
    "Result is already complete, io.vertx.sqlclient.impl.pool.SqlConnectionPool, false",
    "Result is already complete, io.vertx.core.http.impl.HttpClientImpl, true",
    "Pool is closed, io.vertx.sqlclient.impl.pool.SqlConnectionPool, true"
  })
  void leavesOutWhatThePoolTellsTwice(String message, String thrower, boolean isLogged) {
    IllegalStateException thrown = new IllegalStateException(message);
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 90),
          new StackTraceElement(thrower, "lambda", "Some.java", 216)
        });
    LogRecord entry = new LogRecord(Level.SEVERE, "Uncaught exception");
    entry.setThrown(thrown);
    assertEquals(isLogged, new PoolTimers().isLoggable(entry));
  }

  @ParameterizedTest
  @CsvSource({"Result is already complete", "A scan ended"})
  void keepsWhatHasNoException(String message) {
    assertEquals(true, new PoolTimers().isLoggable(new LogRecord(Level.INFO, message)));
  }
}
