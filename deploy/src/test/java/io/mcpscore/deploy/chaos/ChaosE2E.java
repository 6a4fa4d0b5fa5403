package io.mcpscore.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.deploy.FixtureHost;
import io.mcpscore.deploy.owned.Answers;
import io.mcpscore.deploy.owned.OwnedSystem;
import io.mcpscore.deploy.owned.ScanClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Gateway, worker, Kafka, Redis and PostgreSQL are killed and started again while scans are asked
 * for and done: each scan ends, once, and clients are answered or asked to come back.
 */
class ChaosE2E {

  private static final Duration REST = Duration.ofMinutes(10);

  /** Short, so that a dead worker's scans are soon taken over. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "mcpscore.worker.slots", "2",
          "mcpscore.worker.lease", "6s",
          "mcpscore.worker.renew-every", "1500ms",
          "mcpscore.worker.retry-backoff", "1s",
          "mcpscore.queue.reap-every", "1s");

  private static final List<Map<String, String>> KINDS =
      List.of(
          FixtureHost.notesServer(),
          FixtureHost.cleanServer(),
          Map.of("index.js", "module.exports = 1;\n"),
          FixtureHost.largeServer(150));

  private final ChaosSize size = ChaosSize.chosen();
  private final Answers answers = new Answers();

  @TempDir Path temp;

  @Test
  void everyScanEndsOnceWhateverIsKilled() throws Exception {
    List<String> repositories = repositories();
    try (OwnedSystem system =
            OwnedSystem.start(
                temp.resolve("home"), temp.resolve("git"), 1, SETTINGS, OwnedSystem.QUICK);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      try {
        strike(system, threads, repositories);
      } finally {
        // Nobody waits for the scans of a system that did not come back, and the reader never ends.
        threads.shutdownNow();
      }
    }
  }

  private void strike(OwnedSystem system, ExecutorService threads, List<String> repositories)
      throws Exception {
    ScanClient client = new ScanClient(system.address(), system.newKey("chaos"), answers);
    EndLedger ledger = EndLedger.in(system.database());
    Strikes strikes = new Strikes(system.victims(), size);
    long start = System.nanoTime();
    List<Future<Optional<JsonNode>>> scans = new ArrayList<>();
    for (int i = 0; i < repositories.size(); i++) {
      int index = i;
      scans.add(threads.submit(() -> scan(client, strikes, repositories.get(index), index)));
    }
    Future<?> unused = threads.submit(() -> readOn(client));

    strikes.run();

    List<JsonNode> ends = new ArrayList<>();
    for (Future<Optional<JsonNode>> scan : scans) {
      scan.get().ifPresent(ends::add);
    }
    System.out.printf(
        "chaos: seed %d, %d scans, killed %s, %.0f s%n  answers %s, longest %d ms%n  %s%n  %s%n "
            + " %s%n",
        size.seed(),
        ends.size(),
        strikes.kills(),
        (System.nanoTime() - start) / 1e9,
        answers.counts(),
        answers.longestMillis(),
        String.join("\n  ", answers.slow()),
        String.join("\n  ", strikes.diary()),
        String.join("\n  ", ledger.summary()));
    assertThat(answers.wrong()).isEmpty();
    assertThat(ledger.lost()).isEmpty();
    assertThat(ends).hasSize(size.scans());
    assertThat(ledger.endedTwice()).isEmpty();
    assertThat(ledger.doneTwice()).isEmpty();
    assertThat(ledger.withoutCause()).isEmpty();
    assertThat(strikes.kills().values())
        .hasSize(system.victims().size())
        .allMatch(kills -> kills == size.rounds());
  }

  private Optional<JsonNode> scan(ScanClient client, Strikes strikes, String repository, int index)
      throws InterruptedException {
    Random random = new Random(size.seed() + index);
    // Spread over all that is killed, the last ones while the last is away.
    while (strikes.begun() < index * (strikes.count() + 1) / size.scans()) {
      Thread.sleep(50);
    }
    Thread.sleep(random.nextInt(2_000));
    String id = client.submit(repository, index % 2 == 0 ? "wish-" + index : null);
    return client.ended(id, System.nanoTime() + REST.toNanos());
  }

  private static void readOn(ScanClient client) {
    try {
      while (true) {
        client.read("/api/v1/scans?limit=20");
        Thread.sleep(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> repositories() throws Exception {
    FixtureHost host = new FixtureHost(temp.resolve("git"));
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size.scans(); i++) {
      String name = "chaos/number-" + i;
      host.commit(name, KINDS.get(i % KINDS.size()));
      names.add(name);
    }
    return names;
  }
}
