package io.mcpscore.engine.parser;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs({OS.LINUX, OS.MAC})
class KillTimerTest {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private Process process;

  @AfterEach
  void stop() {
    timer.shutdownNow();
    process.destroyForcibly();
  }

  @Test
  void killsAProcessThatWorks() throws Exception {
    start("while :; do :; done");

    try (KillTimer kill = new KillTimer(process, Duration.ofMillis(300), timer)) {
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertTrue(kill.fired());
    }
  }

  @Test
  void killsWithinAnyLimit() throws Exception {
    start("while :; do :; done");

    try (KillTimer kill = new KillTimer(process, Duration.ofMillis(1), timer)) {
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertTrue(kill.fired());
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void letsAProcessWaitForAProcessor() throws Exception {
    start("sleep 60");
    Duration limit = Duration.ofSeconds(1);

    try (KillTimer kill = new KillTimer(process, limit, timer)) {
      assertFalse(process.waitFor(2, TimeUnit.SECONDS));
      assertFalse(kill.fired());
      assertTrue(process.waitFor(10, TimeUnit.SECONDS));
      assertTrue(kill.fired());
    }
  }

  @Test
  void leavesAProcessAloneThatWasInTime() throws Exception {
    start("sleep 60");

    KillTimer kill = new KillTimer(process, Duration.ofMillis(200), timer);
    kill.close();

    assertFalse(process.waitFor(1, TimeUnit.SECONDS));
    assertFalse(kill.fired());
  }

  private void start(String command) throws IOException {
    process = new ProcessBuilder("sh", "-c", command).start();
  }
}
