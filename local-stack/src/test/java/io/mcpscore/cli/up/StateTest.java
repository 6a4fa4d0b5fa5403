package io.mcpscore.cli.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.cli.CliException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {

  @TempDir Path directory;

  @Test
  void secretsAreTheOwnersAndStay() throws Exception {
    State state = State.in(directory.resolve("state"));

    String pepper = state.pepper();

    assertEquals(pepper, State.in(directory.resolve("state")).pepper());
    assertNotEquals(pepper, state.adminToken());
    assertEquals("rwx------", permissions(state.directory()));
    assertEquals("rw-------", permissions(state.directory().resolve("pepper")));
  }

  @Test
  void aSecondHolderIsToldWhoTheFirstIs() {
    State state = State.in(directory);
    long self = ProcessHandle.current().pid();
    try (StateLock lock = StateLock.take(state)) {
      new RunningInstance(self, 8080).record(state);

      CliException error = assertThrows(CliException.class, () -> StateLock.take(state));

      assertTrue(error.getMessage().contains("process " + self), error.getMessage());
      assertTrue(error.getMessage().contains("http://127.0.0.1:8080"), error.getMessage());
    }
    StateLock.take(state).close();
    assertTrue(RunningInstance.of(state).isEmpty());
  }

  @Test
  void wipingForgetsAllButTheLock() throws Exception {
    State state = State.in(directory);
    String pepper = state.pepper();
    Files.createDirectories(state.services().resolve("postgres/data"));
    try (StateLock lock = StateLock.take(state)) {
      state.wipe();

      assertTrue(Files.exists(state.lock()));
      assertFalse(Files.exists(state.services()));
      assertNotEquals(pepper, state.pepper());
    }
  }

  @Test
  void leftoversAreEndedAndNobodyElse() throws Exception {
    State state = State.in(directory);
    Process left = sleeper("-Dsmallrye.config.locations=" + state.settings("worker-1"));
    Process stranger = sleeper("-Dunrelated");
    state.pid("worker-1").write(left.pid());
    state.pid("worker-2").write(stranger.pid());
    try {
      state.endLeftovers();

      assertTrue(left.waitFor(5, TimeUnit.SECONDS));
      assertTrue(stranger.isAlive());
    } finally {
      left.destroyForcibly();
      stranger.destroyForcibly();
    }
  }

  private static Process sleeper(String mark) throws Exception {
    return new ProcessBuilder("sh", "-c", "sleep 60; true", mark).start();
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
