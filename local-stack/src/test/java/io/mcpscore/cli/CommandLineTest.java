package io.mcpscore.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "up --port 0",
        "up --port eight",
        "up --workers 13",
        "up --mirror github.com=/no/such/directory",
        "up --mirror git/hub=.",
        "up --mirror .",
        "key",
        "key create --account a",
        "key revoke",
        "key list --server http://127.0.0.1:1",
        "jobs",
        "jobs retry",
        "jobs list --limit 0 --server http://127.0.0.1:1 --admin-token t",
        "checks no-such-check",
      })
  void wrongUseIsTwoAndSaysSoOnStandardError(String line) {
    Run run = Run.of(line.split(" "));

    assertEquals(2, run.exitCode());
    assertTrue(run.out().isEmpty(), run.out());
    assertTrue(run.err().lines().findFirst().isPresent());
  }

  @Test
  void checksAreListedAndExplained() {
    Run list = Run.of("checks");
    Run one = Run.of("checks", "rce-eval");

    assertEquals(0, list.exitCode());
    assertTrue(list.out().contains("mcp-missing-description"), list.out());
    assertEquals(0, one.exitCode());
    assertTrue(one.out().startsWith("rce-eval: "), one.out());
    assertTrue(one.out().contains("CWE-95"), one.out());
  }

  @Test
  void keysNeedAGateway(@TempDir Path empty) {
    Run local = Run.of("key", "list", "--state", empty.toString());
    Run remote =
        Run.of("key", "revoke", "key_1", "--server", "http://127.0.0.1:1", "--admin-token", "t");

    assertEquals(1, local.exitCode());
    assertTrue(local.err().contains("Start one with ./mcpscore up"), local.err());
    assertEquals(1, remote.exitCode());
    assertTrue(remote.err().contains("http://127.0.0.1:1"), remote.err());
  }
}
