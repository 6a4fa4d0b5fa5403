package io.mcpscore.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Channels;
import io.mcpscore.model.Json;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a job through the worker, on real PostgreSQL, Redis and Kafka. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class WorkerIT {

  @Inject TestRows table;
  @Inject ScriptedWork work;
  @Inject RedisDataSource redis;
  @Switches Map<String, Runnable> switches;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @TestHTTPResource("/q/")
  URI management;

  private TestQueue queue;

  @BeforeEach
  void connect() {
    queue = new TestQueue(servers);
  }

  @AfterEach
  void disconnect() {
    queue.close();
  }

  @Test
  void aJobBecomesACompleteRow() throws Exception {
    String id = table.insert("plain");
    queue.job(id, 0);
    Row row = table.await(id, "complete");
    assertEquals(93, row.getInteger("score"));
    assertEquals(1, row.getInteger("attempt"));
    assertEquals("{\"status\":\"skipped\"}", row.getJson("ai").toString());
  }

  @Test
  void anUnchangedCommitIsNotFetchedAgainUnlessThatIsWished() throws Exception {
    String first = table.insert("same-1");
    queue.job(first, 0);
    table.await(first, "complete");
    assertEquals(1, work.fetches("same-1"));

    String second = table.insert("same-1");
    queue.job(second, 0);
    Row row = table.await(second, "complete");
    assertEquals(1, work.fetches("same-1"));
    assertEquals(table.get(first).getString("report_text"), row.getString("report_text"));
    assertTrue(counter("mcpscore_worker_reused_total") > 0);

    String forced = table.insert("same-1");
    table.change(forced, "UPDATE scan SET force_refresh = true WHERE id = $1");
    queue.job(forced, 0);
    table.await(forced, "complete");
    assertEquals(2, work.fetches("same-1"));
  }

  @Test
  void aBulkJobIsTakenToo() throws Exception {
    String id = table.insert("bulk");
    queue.send(Channels.JOBS_BULK, id, "{\"scanId\":\"" + id + "\",\"attempt\":0}");
    table.await(id, "complete");
  }

  @Test
  void aJobThatComesThreeTimesRunsOnce() throws Exception {
    long before = counter("mcpscore_worker_unclaimed_total");
    String id = table.insert("twice");
    queue.job(id, 0);
    queue.job(id, 0);
    queue.job(id, 0);
    awaitCounter("mcpscore_worker_unclaimed_total", before + 2);
    table.await(id, "complete");
    assertEquals(1, work.fetches("twice"));
  }

  @Test
  void progressIsToldAndEndsWithTheStatus() throws Exception {
    String id = table.insert("told");
    List<String> messages = new CopyOnWriteArrayList<>();
    redis.pubsub(String.class).subscribe(Channels.progress(id), messages::add);
    queue.job(id, 0);
    table.await(id, "complete");
    await(() -> messages.contains("complete"));
    assertEquals("cloning", Json.mapper().readTree(messages.getFirst()).get("phase").asText());
    assertEquals("complete", messages.getLast());
    assertEquals("complete", redis.value(String.class).get(Channels.progress(id)));
    assertTrue(redis.key().ttl(Channels.progress(id)) <= 600);
  }

  @Test
  void aTransientFailureIsTriedAgain() throws Exception {
    String id = table.insert("flaky-1");
    queue.job(id, 0);
    Row row = table.await(id, r -> r.getInteger("attempt") == 1 && isPending(r));
    assertNull(row.getOffsetDateTime("published_at"));
    assertTrue(row.getOffsetDateTime("available_at").isAfter(row.getOffsetDateTime("created_at")));
    queue.job(id, 1);
    assertEquals(2, table.await(id, "complete").getInteger("attempt"));
  }

  @Test
  void aTransientFailureIsFinalAfterThreeAttempts() throws Exception {
    String id = table.insert("down-1");
    for (int attempt = 0; attempt < 3; attempt++) {
      int begun = attempt;
      table.await(id, r -> r.getInteger("attempt") == begun && isPending(r));
      queue.job(id, attempt);
    }
    Row row = table.await(id, "failed");
    assertEquals(3, row.getInteger("attempt"));
    assertEquals("CLONE_FAILED", row.getString("error_code"));
    assertEquals("transient", row.getString("error_kind"));
    var letter = queue.deadLetter(id).orElseThrow();
    assertEquals(
        "{\"scanId\":\"" + id + "\",\"attempt\":3,\"code\":\"CLONE_FAILED\"}", letter.value());
    assertEquals(
        TestQueue.requestId(id),
        new String(
            letter.headers().lastHeader(Channels.REQUEST_ID).value(), StandardCharsets.UTF_8));
  }

  @Test
  void aScanThatItsHostPutsOffWaitsAndHasLostNoAttempt() throws Exception {
    String id = table.insert("polite-1");
    queue.job(id, 0);
    Row row = table.await(id, r -> r.getInteger("attempt") == 1 && isPending(r));
    assertEquals(1, row.getInteger("uncounted"));
    assertEquals(1, row.getInteger("waits"));
    assertNull(row.getOffsetDateTime("published_at"));
    assertTrue(
        row.getOffsetDateTime("available_at")
            .isAfter(row.getOffsetDateTime("claimed_at").plusSeconds(29)));
    queue.job(id, 1);
    Row done = table.await(id, "complete");
    assertEquals(2, done.getInteger("attempt"));
    assertEquals(1, done.getInteger("uncounted"));
  }

  @Test
  void aHostThatPutsAScanOffForeverEndsIt() throws Exception {
    String id = table.insert("busy-1");
    // Two that do not count, as the settings of this test say, and three that do.
    for (int attempt = 0; attempt < 5; attempt++) {
      int begun = attempt;
      table.await(id, r -> r.getInteger("attempt") == begun && isPending(r));
      queue.job(id, attempt);
    }
    Row row = table.await(id, "failed");
    assertEquals(5, row.getInteger("attempt"));
    assertEquals(2, row.getInteger("waits"));
    assertEquals("CLONE_FAILED", row.getString("error_code"));
    assertEquals("transient", row.getString("error_kind"));
  }

  @Test
  void aPermanentFailureIsFinalAtOnceAndNoDeadLetter() throws Exception {
    String id = table.insert("gone-1");
    queue.job(id, 0);
    Row row = table.await(id, "failed");
    assertEquals(1, row.getInteger("attempt"));
    assertEquals("REPO_NOT_FOUND", row.getString("error_code"));
    assertEquals("failed", eventually(id));
  }

  @Test
  void memoryThatRunsOutFailsTheScanAndNotTheWorker() throws Exception {
    String id = table.insert("memory-1");
    queue.job(id, 0);
    assertEquals("RESOURCE_EXHAUSTED", table.await(id, "failed").getString("error_code"));
    aJobBecomesACompleteRow();
  }

  @Test
  void workOverItsTimeIsCancelled() throws Exception {
    String id = table.insert("endless-1");
    queue.job(id, 0);
    assertEquals("ANALYSIS_TIMEOUT", table.await(id, "failed").getString("error_code"));
  }

  @Test
  void workWhoseLeaseIsLostStopsAndWritesNothing() throws Exception {
    String id = table.insert("endless-2");
    long before = counter("mcpscore_worker_scans_total{outcome=\"discarded\"}");
    queue.job(id, 0);
    table.await(id, "analyzing");
    table.change(id, "UPDATE scan SET attempt = 2, worker = 'other' WHERE id = $1");
    awaitCounter("mcpscore_worker_scans_total{outcome=\"discarded\"}", before + 1);
    Row row = table.get(id);
    assertEquals("analyzing", row.getString("status"));
    assertEquals("other", row.getString("worker"));
  }

  @Test
  void aLeaseIsRenewedWhileTheWorkGoesOn() throws Exception {
    String id = table.insert("gated-1");
    queue.job(id, 0);
    var first = table.await(id, "analyzing").getOffsetDateTime("lease_until");
    table.await(id, row -> row.getOffsetDateTime("lease_until").isAfter(first));
    work.open();
    table.await(id, "complete");
  }

  @Test
  void aRecordThatIsNoJobIsSkippedAndCounted() throws Exception {
    long before = counter("mcpscore_worker_poison_total");
    String id = table.insert("after-poison");
    queue.send(Channels.JOBS, id, "{not json");
    queue.send(Channels.JOBS, id, "{\"scanId\":\"../../etc\",\"attempt\":0}");
    queue.send(Channels.JOBS, id, null);
    queue.job(id, 0);
    table.await(id, "complete");
    assertEquals(before + 3, counter("mcpscore_worker_poison_total"));
  }

  @Test
  void aScanCompletesWhileRedisIsAway() throws Exception {
    String id = table.insert("redisless");
    switches.get("redis.stop").run();
    try {
      queue.job(id, 0);
      table.await(id, "complete");
      assertEquals(200, get("health/ready").statusCode());
    } finally {
      switches.get("redis.start").run();
    }
  }

  @Test
  void aResultOutlastsADatabaseThatIsAway() throws Exception {
    String id = table.insert("gated-2");
    queue.job(id, 0);
    table.await(id, "analyzing");
    switches.get("postgres.stop").run();
    work.open();
    Thread.sleep(500);
    switches.get("postgres.start").run();
    assertEquals(1, table.await(id, "complete").getInteger("attempt"));
  }

  @Test
  void jobsAreTakenAgainAfterKafkaWasAway() throws Exception {
    switches.get("kafka.stop").run();
    switches.get("kafka.start").run();
    String id = table.insert("kafka-again");
    queue.job(id, 0);
    table.await(id, "complete");
  }

  @Test
  void metricsNameOutcomesPhasesAndSlots() throws Exception {
    aJobBecomesACompleteRow();
    String metrics = get("metrics").body();
    for (String name :
        List.of(
            "mcpscore_worker_scans_total{outcome=\"complete\"}",
            "mcpscore_worker_phase_seconds_count{phase=\"clone\"}",
            "mcpscore_worker_phase_seconds_count{phase=\"analysis\"}",
            "mcpscore_worker_slots 2.0",
            "mcpscore_worker_slots_busy",
            "mcpscore_worker_transfer_bytes_sum")) {
      assertTrue(metrics.contains(name), name);
    }
    assertFalse(metrics.contains("scan_"), "no scan id is a label");
    assertEquals(200, get("health/live").statusCode());
  }

  private static boolean isPending(Row row) {
    return row.getString("status").equals("pending");
  }

  private String eventually(String id) throws InterruptedException {
    await(() -> redis.value(String.class).get(Channels.progress(id)).equals("failed"));
    return redis.value(String.class).get(Channels.progress(id));
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(management.resolve(path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private long counter(String name) throws Exception {
    return get("metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }

  private void awaitCounter(String name, long wished) throws Exception {
    for (int i = 0; i < 300 && counter(name) < wished; i++) {
      Thread.sleep(50);
    }
    assertEquals(wished, counter(name));
  }

  private static void await(BooleanSupplier wished) throws InterruptedException {
    for (int i = 0; i < 200 && !wished.getAsBoolean(); i++) {
      Thread.sleep(50);
    }
    assertTrue(wished.getAsBoolean());
  }
}
