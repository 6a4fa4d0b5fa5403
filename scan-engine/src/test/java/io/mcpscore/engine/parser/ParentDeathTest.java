package io.mcpscore.engine.parser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentDeathTest {

  @Test
  void parserProcessesDieWithTheirParentEvenInsideNativeCode() throws Exception {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PoolHolder.class.getName())
            .start();
    try (BufferedReader out = parent.inputReader()) {
      assertEquals("ready", out.readLine());
      // Long enough for the request to have arrived; the end of input is not what is tested here.
      Thread.sleep(500);
      List<ProcessHandle> parsers = parent.children().toList();
      assertFalse(parsers.isEmpty());
      assertTrue(parsers.stream().allMatch(ProcessHandle::isAlive));

      parent.destroyForcibly().waitFor();

      CompletableFuture.allOf(
              parsers.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
          .get(10, TimeUnit.SECONDS);
    } finally {
      parent.destroyForcibly();
    }
  }
}
