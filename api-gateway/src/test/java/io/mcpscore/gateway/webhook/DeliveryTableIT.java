package io.mcpscore.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.auth.Pepper;
import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.local.LocalPostgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two gateways on one outbox. */
class DeliveryTableIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int PER_HOST = 3;
  private static final int PER_ACCOUNT = 5;

  @TempDir static Path home;

  private static LocalPostgres postgres;
  private static Vertx vertx;
  private static Pool pool;
  private static DeliveryTable table;
  private static DeliveryTable other;

  /** Flyway finds none of its parts where the class loader of other tests in this JVM has gone. */
  private static void migrate() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"));
        Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      for (Path file : files.sorted().toList()) {
        statement.execute(Files.readString(file));
      }
    }
  }

  @BeforeAll
  static void start() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      postgres = new LocalPostgres(home, free.getLocalPort());
    }
    postgres.start();
    migrate();
    vertx = Vertx.vertx();
    pool =
        PgBuilder.pool()
            .connectingTo(
                PgConnectOptions.fromUri(postgres.reactiveUrl())
                    .setUser(postgres.user())
                    .setPassword(postgres.password()))
            .with(new PoolOptions().setMaxSize(8))
            .using(vertx)
            .build();
    table = gateway();
    other = gateway();
    run(
        """
        INSERT INTO account (name, tier) VALUES ('one', 'pro'), ('two', 'pro');
        INSERT INTO webhook_secret (account_id, salt)
          SELECT id, decode(repeat('ab', 32), 'hex') FROM account;
        INSERT INTO scan (id, account_id, host, owner, name, enable_ai, force_refresh, status,
            completed_at, error_code)
          SELECT 'scan_' || name, id, 'github.com', 'a', name, true, false, 'failed', now(), 'X'
          FROM account
        """);
  }

  @AfterAll
  static void stop() {
    if (vertx != null) {
      pool.close().await().atMost(PATIENCE);
      vertx.close().await().atMost(PATIENCE);
    }
    postgres.stop();
  }

  @BeforeEach
  void empty() {
    run("DELETE FROM webhook_delivery");
  }

  @Test
  void twoGatewaysNeverClaimTheSame() {
    for (int i = 0; i < 60; i++) {
      add("one", "https://host" + i + ".example/");
      add("two", "https://host" + i + ".example/");
    }

    Set<String> ids = new HashSet<>();
    int claimed = 0;
    for (int round = 0; round < 80; round++) {
      for (List<Delivery> part :
          Uni.join().all(claim(table, 3), claim(other, 3)).andFailFast().await().atMost(PATIENCE)) {
        claimed += part.size();
        part.forEach(delivery -> ids.add(delivery.event().id()));
      }
    }

    assertEquals(120, claimed);
    assertEquals(120, ids.size());
  }

  @Test
  void aHostAndAnAccountGetTheirShareAndNoMore() {
    for (int i = 0; i < 20; i++) {
      add("one", "https://slow.example:8443/" + i);
    }
    for (int i = 0; i < 20; i++) {
      add("one", "https://fast" + i + ".example/");
    }
    add("two", "https://slow.example/");

    List<Delivery> claimed = claim(table, 100).await().atMost(PATIENCE);

    assertEquals(PER_HOST, count(claimed, "slow.example:8443"));
    assertEquals(1, count(claimed, "slow.example"), "another port is another receiver");
    assertEquals(PER_ACCOUNT + 1, claimed.size(), "and two of the fast ones");
    // Nothing more while these are under way
    assertEquals(
        List.of(),
        table
            .claim(
                Map.of("slow.example:8443", 3, "slow.example", 1),
                Map.of(claimed.getFirst().accountId(), PER_ACCOUNT),
                100)
            .await()
            .atMost(PATIENCE));
  }

  @Test
  void whatASlowHostHoldsUpDoesNotHoldUpItsAccount() {
    for (int i = 0; i < 50; i++) {
      add("one", "https://slow.example/" + i);
    }
    add("one", "https://fast.example/");

    List<Delivery> claimed =
        table
            .claim(Map.of("slow.example", PER_HOST), Map.of(account("one"), PER_HOST), 100)
            .await()
            .atMost(PATIENCE);

    assertEquals(1, claimed.size());
    assertEquals("fast.example", claimed.getFirst().host());
  }

  @Test
  void aLostGatewayLosesItsClaimAndItsWordToo() {
    // Given a claim whose time is over
    add("one", "https://host.example/");
    Delivery lost = claim(table, 1).await().atMost(PATIENCE).getFirst();
    assertEquals(List.of(), claim(other, 1).await().atMost(PATIENCE));
    run("UPDATE webhook_delivery SET due_at = now() - interval '1 second'");

    // When another gateway has claimed it
    Delivery found = claim(other, 1).await().atMost(PATIENCE).getFirst();
    assertEquals(lost.event().id(), found.event().id());
    assertEquals(2, found.attempt());

    // Then what the first one says does not count any more
    Answer delivered = Answer.of(200, Optional.empty());
    table.settle(lost, delivered, Duration.ZERO, Duration.ZERO).await().atMost(PATIENCE);
    assertEquals("pending", value("SELECT state FROM webhook_delivery"));
    other.settle(found, delivered, Duration.ZERO, Duration.ZERO).await().atMost(PATIENCE);
    assertEquals("delivered", value("SELECT state FROM webhook_delivery"));
  }

  @Test
  void anEventIsGivenUpWhenTheNextAttemptWouldBeTooLate() {
    add("one", "https://host.example/");
    Answer failed = Answer.of(500, Optional.empty());
    Delivery first = claim(table, 1).await().atMost(PATIENCE).getFirst();

    assertFalse(table.settle(first, failed, Duration.ZERO, Duration.ZERO).await().atMost(PATIENCE));
    Delivery second = claim(table, 1).await().atMost(PATIENCE).getFirst();
    assertTrue(
        table.settle(second, failed, Duration.ZERO, Duration.ofHours(25)).await().atMost(PATIENCE));
    assertEquals("failed", value("SELECT state FROM webhook_delivery"));
  }

  @Test
  void oldOnesAreForgottenAndWaitingOnesAreNot() {
    add("one", "https://host.example/");
    add("one", "https://host.example/");
    run(
        """
        UPDATE webhook_delivery SET created_at = now() - interval '40 days';
        UPDATE webhook_delivery SET state = 'delivered', ended_at = now() - interval '31 days'
          WHERE id = (SELECT min(id) FROM webhook_delivery)
        """);

    table.forget().await().atMost(PATIENCE);

    assertEquals("1", value("SELECT count(*)::text FROM webhook_delivery"));
  }

  @Test
  void aWishAndAnEndAtTheSameTimeNeverMissEachOther() {
    for (int i = 0; i < 60; i++) {
      String id = "scan_race" + i;
      run(
          """
          INSERT INTO scan (id, account_id, host, owner, name, enable_ai, force_refresh)
          SELECT '%s', id, 'github.com', 'race', 'r%d', true, false FROM account
          WHERE name = 'one'\
          """
              .formatted(id, i));
      Uni<?> wish =
          query(
              "SELECT webhook_wish_for(account_id, id, 'https://host.example/', 10) FROM scan"
                  + " WHERE id = '%s'".formatted(id));
      Uni<?> end =
          query(
              "UPDATE scan SET status = 'failed', error_code = 'X', completed_at = now()"
                  + " WHERE id = '%s'".formatted(id));

      Uni.combine()
          .all()
          .unis(i % 2 == 0 ? List.of(wish, end) : List.of(end, wish))
          .discardItems()
          .await()
          .atMost(PATIENCE);

      assertEquals(
          "1", value("SELECT count(*)::text FROM webhook_delivery WHERE scan_id = '" + id + "'"));
    }
  }

  @Test
  void idsSortByTime() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      ids.add(value("SELECT webhook_event_id()"));
      run("SELECT pg_sleep(0.005)");
    }
    assertEquals(ids.stream().sorted().toList(), ids);
    assertTrue(ids.stream().allMatch(DeliveryId::isValid), ids.toString());
  }

  private static DeliveryTable gateway() {
    WebhookSettings settings =
        Settings.of(
            WebhookSettings.class,
            Map.of(
                "mcpscore.webhooks.per-host", String.valueOf(PER_HOST),
                "mcpscore.webhooks.per-account", String.valueOf(PER_ACCOUNT)));
    Pepper pepper =
        new Pepper(Settings.of(KeySettings.class, Map.of("mcpscore.keys.pepper", "p".repeat(16))));
    return new DeliveryTable(pool, new Secrets(pool, pepper, settings), settings);
  }

  private static Uni<List<Delivery>> claim(DeliveryTable gateway, int most) {
    return gateway.claim(Map.of(), Map.of(), most);
  }

  private static long count(List<Delivery> claimed, String host) {
    return claimed.stream().filter(delivery -> delivery.host().equals(host)).count();
  }

  private static void add(String account, String url) {
    run(
        """
        INSERT INTO webhook_delivery (account_id, scan_id, url, event, scan)
        SELECT a.id, 'scan_' || a.name, '%s', 'scan.failed', '{}' FROM account a
        WHERE a.name = '%s'\
        """
            .formatted(url, account));
  }

  private static long account(String name) {
    return Long.parseLong(value("SELECT id::text FROM account WHERE name = '" + name + "'"));
  }

  private static Uni<RowSet<Row>> query(String sql) {
    return pool.query(sql).execute();
  }

  private static void run(String sql) {
    query(sql).await().atMost(PATIENCE);
  }

  private static String value(String sql) {
    return query(sql).await().atMost(PATIENCE).iterator().next().getString(0);
  }
}
