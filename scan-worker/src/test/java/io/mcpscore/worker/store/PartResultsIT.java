package io.mcpscore.worker.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.local.LocalPostgres;
import io.mcpscore.local.Ports;
import io.mcpscore.worker.ops.ScanMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store in PostgreSQL keeps, for how long, and what becomes of it when that is away. */
class PartResultsIT {

  private static final Path SCHEMA =
      Path.of("../api-gateway/src/main/resources/db/migration/V8__rescans.sql");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir static Path home;
  private static LocalPostgres postgres;
  private static Pool pool;

  private final ScanMetrics metrics = new ScanMetrics(new SimpleMeterRegistry());
  private final AtomicLong now = new AtomicLong();

  @BeforeAll
  static void start() throws Exception {
    postgres = new LocalPostgres(home, Ports.free());
    postgres.start();
    String schema = Files.readString(SCHEMA);
    sql(schema.substring(schema.indexOf("CREATE TABLE part_result")));
    PgConnectOptions options = PgConnectOptions.fromUri(postgres.reactiveUrl());
    options.setUser(postgres.user()).setPassword(postgres.password());
    pool = Pool.newInstance(PgBuilder.pool().connectingTo(options).build());
  }

  @AfterAll
  static void stop() {
    pool.close().await().atMost(PATIENCE);
    postgres.stop();
  }

  @BeforeEach
  void empty() throws SQLException {
    sql("DELETE FROM part_result");
  }

  @Test
  void whatOneWorkerWroteAnotherReads() {
    store(1_000_000).write(Map.of(key(1), bytes(5), key(2), new byte[0]));
    Map<String, byte[]> found = store(1_000_000).read(List.of(key(1), key(2), key(3)));
    assertEquals(Set.of(key(1), key(2)), found.keySet());
    assertArrayEquals(bytes(5), found.get(key(1)));
    store(1_000_000).write(Map.of(key(1), bytes(7)));
    assertArrayEquals(bytes(7), store(1_000_000).read(List.of(key(1))).get(key(1)));
  }

  @Test
  void whatWasNotUsedForLongestGoesFirst() throws SQLException {
    PartResults store = store(10_000);
    IntStream.range(0, 10).forEach(i -> store.write(Map.of(key(i), new byte[1_000])));
    sql("UPDATE part_result SET used_at = now() - interval '2 hours'");
    assertEquals(3, store.read(List.of(key(0), key(1), key(2))).size());
    IntStream.range(10, 15).forEach(i -> store.write(Map.of(key(i), new byte[1_000])));
    Map<String, byte[]> left = store.read(IntStream.range(0, 15).mapToObj(this::key).toList());
    assertEquals(10, left.size());
    assertTrue(left.keySet().containsAll(List.of(key(0), key(1), key(2), key(14))));
  }

  @Test
  void aSmallerBoundHoldsFromTheFirstWriteOn() {
    store(100_000).write(all(0, 50));
    store(5_000).write(Map.of(key(60), new byte[1_000]));
    assertEquals(5, store(5_000).read(IntStream.range(0, 61).mapToObj(this::key).toList()).size());
  }

  @Test
  void whatIsLargerThanTheBoundIsNotKept() {
    store(500).write(Map.of(key(1), new byte[1_000], key(2), new byte[100]));
    assertEquals(Set.of(key(2)), store(500).read(List.of(key(1), key(2))).keySet());
  }

  @Test
  void workersThatWriteTheSameDoNotWaitForEachOther() throws Exception {
    List<Callable<Void>> writers =
        IntStream.range(0, 8)
            .<Callable<Void>>mapToObj(
                w ->
                    () -> {
                      store(1_000_000).write(all(0, 100));
                      return null;
                    })
            .toList();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> f : threads.invokeAll(writers)) {
        f.get();
      }
    }
    assertEquals(100, store(1_000_000).read(all(0, 100).keySet()).size());
  }

  @Test
  void aDatabaseThatIsAwayKnowsNothingAndIsLeftAloneForAWhile() throws Exception {
    PartResults store = store(1_000_000);
    store.write(Map.of(key(1), bytes(5)));
    postgres.stop();
    try {
      assertEquals(Map.of(), store.read(List.of(key(1))));
      store.write(Map.of(key(2), bytes(5)));
    } finally {
      postgres.start();
    }
    assertEquals(Map.of(), store.read(List.of(key(1))), "left alone");
    now.addAndGet(Duration.ofSeconds(31).toNanos());
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Map<String, byte[]> found = store.read(List.of(key(1)));
    while (found.isEmpty() && System.nanoTime() < deadline) {
      now.addAndGet(Duration.ofSeconds(31).toNanos());
      found = store.read(List.of(key(1)));
    }
    assertEquals(Set.of(key(1)), found.keySet());
  }

  private PartResults store(long bound) {
    return new PartResults(pool, bound, metrics, now::get);
  }

  private Map<String, byte[]> all(int from, int to) {
    Map<String, byte[]> out = new TreeMap<>();
    IntStream.range(from, to).forEach(i -> out.put(key(i), new byte[1_000]));
    return out;
  }

  private String key(int i) {
    return "%064x".formatted(i);
  }

  private static byte[] bytes(int count) {
    byte[] out = new byte[count];
    Arrays.fill(out, (byte) -1);
    return out;
  }

  private static void sql(String statement) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }
}
