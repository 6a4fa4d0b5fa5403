package io.mcpscore.deploy.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpscore.deploy.FixtureHost;
import io.mcpscore.deploy.owned.Answers;
import io.mcpscore.deploy.owned.Database;
import io.mcpscore.deploy.owned.JavaProcess;
import io.mcpscore.deploy.owned.OwnedSystem;
import io.mcpscore.deploy.owned.ScanClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A scan that breaks a budget ends alone, with the right code, and its worker goes on. Each budget
 * is some times what the small repository takes in a worker that has just started, and a part of
 * what the large one takes.
 */
class BudgetsE2E {

  private static final String LARGE = "acme/large";
  private static final String SMALL = "acme/small";
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir static Path temp;

  private static OwnedSystem system;
  private static ScanClient client;

  @BeforeAll
  static void start() throws Exception {
    FixtureHost host = new FixtureHost(temp.resolve("git"));
    List<String> branches = List.of("time", "processor", "memory");
    host.branches(LARGE, branches, 1, FixtureHost.largeServer(), "src/index.ts");
    host.branches(SMALL, branches, 2, FixtureHost.notesServer(), "src/index.ts");
    system =
        OwnedSystem.start(
            temp.resolve("home"),
            temp.resolve("git"),
            0,
            Map.of("mcpscore.worker.slots", "1"),
            OwnedSystem.QUICK);
    client = new ScanClient(system.address(), system.newKey("budgets"), new Answers());
  }

  @AfterAll
  static void stop() {
    if (system != null) {
      system.close();
    }
  }

  @AfterEach
  void stopWorkers() {
    system.stopWorkers();
  }

  @Test
  void time() throws Exception {
    double seconds = broken("time", "ANALYSIS_TIMEOUT", "-Dmcpscore.budget.scan-time=6s");

    System.out.printf("a scan of at most 6 s ended after %.2f s%n", seconds);
    // A twentieth more, and what a loaded machine takes between two looks at the switch.
    assertThat(seconds).isBetween(6.0, 6 * 1.05 + 2);
  }

  @Test
  void processorTime() throws Exception {
    broken("processor", "RESOURCE_EXHAUSTED", "-Dmcpscore.budget.cpu-time=3s");
  }

  @Test
  void memory() throws Exception {
    broken("memory", "RESOURCE_EXHAUSTED", "-Xmx112m");
  }

  /** Seconds that the scan of the large repository took to break. */
  private static double broken(String branch, String code, String option) throws Exception {
    JavaProcess worker = system.addWorker(option);
    long before = worker.pid();
    // What is not about the budget, such as starting the parsers, is done before.
    String first = end(SMALL + "/tree/" + branch + "0");
    String broken = end(LARGE + "/tree/" + branch + "0");
    String next = end(SMALL + "/tree/" + branch + "1");

    double seconds =
        Double.parseDouble(of(broken, "extract(epoch FROM completed_at - claimed_at)"));
    System.out.printf("budget of %s: %s after %.2f s%n", branch, of(broken, "error_code"), seconds);
    assertThat(of(first, "status")).isEqualTo("complete");
    assertThat(of(broken, "error_code")).isEqualTo(code);
    assertThat(of(broken, "attempt")).isEqualTo("1");
    assertThat(of(next, "status")).isEqualTo("complete");
    assertThat(ProcessHandle.of(before))
        .as("the same worker")
        .hasValueSatisfying(ProcessHandle::isAlive);
    return seconds;
  }

  private static String end(String address) throws Exception {
    String id = client.submit(address, null);
    assertThat(client.ended(id, System.nanoTime() + LONG.toNanos())).isPresent();
    return id;
  }

  private static String of(String id, String expression) throws Exception {
    Database database = system.database();
    return database.text("SELECT " + expression + " FROM scan WHERE id = '" + id + "'");
  }
}
