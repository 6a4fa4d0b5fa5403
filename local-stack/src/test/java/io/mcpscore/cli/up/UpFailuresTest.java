package io.mcpscore.cli.up;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpFailuresTest {

  @Test
  void aTakenPortIsNamedWithTheWayOut() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();

      CliException error = assertThrows(CliException.class, () -> UpCommand.requireFree(port));

      assertEquals(1, error.exitCode());
      assertTrue(error.getMessage().contains("Port " + port), error.getMessage());
      assertTrue(error.getMessage().contains("--port " + (port + 1)), error.getMessage());
    }
  }

  @Test
  void aProcessThatEndsAtOnceIsReportedWithItsLog(@TempDir Path directory) throws IOException {
    State state = State.in(directory);
    Path noJar = Files.createFile(directory.resolve("broken.jar"));
    ServiceProcess process = new ServiceProcess("gateway", noJar, 1, List.of(), state);

    process.start();
    CliException error = assertThrows(CliException.class, process::awaitReady);

    assertTrue(error.getMessage().startsWith("The gateway did not start."), error.getMessage());
    assertTrue(error.getMessage().contains("broken.jar"), error.getMessage());
  }

  @Test
  void aProcessThatKeepsEndingIsGivenUp() {
    Restarts restarts = new Restarts();
    for (int i = 0; i < 5; i++) {
      assertDoesNotThrow(() -> restarts.count("worker-1", () -> "keeps ending"));
      assertDoesNotThrow(() -> restarts.count("Redis", () -> "keeps ending"));
    }

    CliException error =
        assertThrows(CliException.class, () -> restarts.count("worker-1", () -> "keeps ending"));

    assertEquals("keeps ending", error.getMessage());
  }
}
