package io.mcpscore.deploy.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpscore.deploy.FixtureHost;
import io.mcpscore.deploy.owned.OwnedSystem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Prints scans a minute for one, two and four slots in one and two workers, and how long a scan
 * takes from request to result at half of what the system can do. Run by name alone.
 */
class ThroughputBenchmark {

  private static final String REPOSITORY = "bench/server";

  /** About as much code as in modelcontextprotocol/servers. */
  private static final int FILES = 20;

  private static final int WARM_UP = Integer.getInteger("mcpscore.bench.warm-up", 30);
  private static final int COUNT = Integer.getInteger("mcpscore.bench.scans", 100);

  @Test
  void measure(@TempDir Path temp) throws Exception {
    FixtureHost host = new FixtureHost(temp.resolve("git"));
    host.branches(
        REPOSITORY,
        List.of("branch"),
        20 * (COUNT + WARM_UP),
        FixtureHost.largeServer(FILES),
        "src/index.ts");
    try (OwnedSystem system =
        OwnedSystem.start(temp.resolve("home"), temp.resolve("git"), 0, Map.of(), List.of())) {
      Load load = new Load(system, REPOSITORY, COUNT);
      double one = 0;
      System.out.println("| workers | slots each | scans a minute | of one slot | p50 | p95 |");
      for (int workers : new int[] {1, 2}) {
        for (int slots : new int[] {1, 2, 4}) {
          for (int i = 0; i < workers; i++) {
            system.addWorker("-Dmcpscore.worker.slots=" + slots);
          }
          load.run(WARM_UP * workers, 0);
          double perSecond = load.perSecond(COUNT);
          one = one == 0 ? perSecond : one;
          List<Long> times = load.run(COUNT / 2, (long) (2e9 / perSecond));
          System.out.printf(
              "| %d | %d | %.0f | %.2f x | %.0f ms | %.0f ms |%n",
              workers, slots, 60 * perSecond, perSecond / one, at(times, 0.5), at(times, 0.95));
          assertThat(perSecond).isPositive();
          system.stopWorkers();
        }
      }
    }
  }

  private static double at(List<Long> sorted, double share) {
    return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size())) / 1e6;
  }
}
