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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One account's many scans, one poisonous repository, and one worker that goes, harm no other. */
class QueueE2E {

  private static final String MANY = "acme/many";
  private static final Duration LONG = Duration.ofMinutes(30);

  /** Short, so that a scan of a few seconds outlasts it. */
  private static final Map<String, String> SETTINGS =
      Map.of("mcpscore.worker.slots", "2", "mcpscore.worker.grace", "1s");

  @TempDir static Path temp;

  private static final QueueSize SIZE = QueueSize.chosen();
  private static OwnedSystem system;
  private static Database database;
  private static Backlog backlog;

  @BeforeAll
  static void start() throws Exception {
    FixtureHost host = new FixtureHost(temp.resolve("git"));
    host.commit("acme/large", FixtureHost.largeServer(300));
    host.commit("acme/poison", Poison.files());
    host.branches(
        MANY,
        List.of("warm", "idle", "busy", "queued", "calm", "beside"),
        Math.max(SIZE.backlog(), SIZE.others()),
        FixtureHost.notesServer(),
        "src/index.ts");
    system =
        OwnedSystem.start(
            temp.resolve("home"), temp.resolve("git"), 2, SETTINGS, OwnedSystem.QUICK);
    database = system.database();
    backlog = new Backlog(database, MANY);
    backlog.submit(client("warm"), "warm", 20);
    await(() -> backlog.unfinished("warm") == 0);
  }

  @AfterAll
  static void stop() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void oneAccountsManyScansHoldNoOtherAccountsSingleOneBack() throws Exception {
    ScanClient single = client("single");
    long idle = medianStartMillis(single, "idle");

    backlog.submit(client("many"), "queued", SIZE.backlog());
    long busy = medianStartMillis(single, "busy");
    int left = backlog.unfinished("queued");
    backlog.drop("queued");
    await(() -> backlog.unfinished("queued") == 0);

    System.out.printf(
        "fairness: start after %d ms, and after %d ms (%.2f x) while %d of another's wait%n",
        idle, busy, (double) busy / idle, left);
    assertThat(left).as("the backlog outlasts the measurement").isPositive();
    assertThat(busy).isLessThanOrEqualTo(SIZE.startMayTake(idle));
  }

  @Test
  void aPoisonousRepositoryCostsItselfAlone() throws Exception {
    double without = run("calm");
    String poison = client("poisoner").submit("acme/poison", null);
    double with = run("beside");
    await(() -> ended(poison));

    double took = Double.parseDouble(of(poison, "extract(epoch FROM completed_at - started_at)"));
    System.out.printf(
        "poison: %d others take %.1f s without and %.1f s with (%.2f x); it is %s after %.1f s%n",
        SIZE.others(), without, with, with / without, of(poison, "status"), took);
    assertThat(with).isLessThanOrEqualTo(SIZE.othersMayTake(without, took));
    assertThat(of(poison, "attempt")).as("it took no worker with it").isEqualTo("1");
  }

  @Test
  void aWorkerThatIsStoppedHandsItsScanToAnotherAtOnce() throws Exception {
    String id = client("stop").submit("acme/large", null);
    await(() -> "analyzing".equals(of(id, "status")));
    Thread.sleep(500);
    String owner = of(id, "worker");
    JavaProcess stopped =
        system.workers().stream()
            .filter(worker -> owner.contains("-" + worker.pid() + "-"))
            .findFirst()
            .orElseThrow();

    stopped.terminate();

    assertThat(stopped.awaitEnd(Duration.ofSeconds(15))).as("it ends in time").isTrue();
    await(() -> ended(id));
    assertThat(of(id, "status")).isEqualTo("complete");
    assertThat(of(id, "worker")).as("another one").isNotEqualTo(owner);
    assertThat(of(id, "attempt")).isEqualTo("2");
    assertThat(of(id, "uncounted")).as("the stop costs no attempt").isEqualTo("1");
    double gap = Double.parseDouble(of(id, "extract(epoch FROM claimed_at - available_at)"));
    System.out.printf("stop: taken by another worker %.2f s after it was handed back%n", gap);
    assertThat(gap).isLessThan(5);
    stopped.start();
  }

  private static double run(String prefix) throws Exception {
    backlog.submit(client(prefix), prefix, SIZE.others());
    await(() -> backlog.unfinished(prefix) == 0);
    return backlog.seconds(prefix);
  }

  private static long medianStartMillis(ScanClient client, String prefix) throws Exception {
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < SIZE.samples(); i++) {
      long asked = System.currentTimeMillis();
      String id = client.submit(MANY + "/tree/" + prefix + i, null);
      await(() -> of(id, "started_at") != null);
      millis.add(
          (long) Double.parseDouble(of(id, "extract(epoch FROM started_at) * 1000")) - asked);
      await(() -> ended(id));
    }
    millis.sort(null);
    return millis.get(millis.size() / 2);
  }

  private static boolean ended(String id) throws Exception {
    return List.of("complete", "failed").contains(of(id, "status"));
  }

  private static String of(String id, String expression) throws Exception {
    return database.text("SELECT " + expression + " FROM scan WHERE id = '" + id + "'");
  }

  private static ScanClient client(String account) {
    return new ScanClient(system.address(), system.newKey(account), new Answers());
  }

  private static void await(Condition condition) throws Exception {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}
