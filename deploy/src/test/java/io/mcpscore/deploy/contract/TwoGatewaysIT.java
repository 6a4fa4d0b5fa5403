package io.mcpscore.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What holds for one gateway holds for two of them. */
class TwoGatewaysIT {

  private static final int CLIENTS = 8;
  private static final int LIMIT = 100;

  private static TwoGateways system;
  private static List<RawHttp> gateways;

  @BeforeAll
  static void start() {
    system = TwoGateways.get();
    gateways = List.of(new RawHttp(system.first().port()), new RawHttp(system.second().port()));
  }

  @Test
  void aLimitOfOneHundredAdmitsOneHundredOverBothWhateverArrivesAtOnce() throws Exception {
    String key = account().key();

    List<Integer> statuses = atOnce(key, 2 * LIMIT);

    assertThat(statuses).containsOnly(200, 429);
    assertThat(statuses.stream().filter(s -> s == 200)).hasSize(LIMIT);
  }

  @Test
  void aKeyThatIsRevokedOnOneGatewayIsRefusedByBothWithinASecond() throws Exception {
    Account account = account();
    for (RawHttp gateway : gateways) {
      assertThat(status(gateway, account.key())).isEqualTo(200);
    }

    Account.operator(system, "DELETE", "/admin/v1/keys/" + account.keyId(), null);
    long revoked = System.nanoTime();

    for (RawHttp gateway : gateways) {
      while (status(gateway, account.key()) != 401) {
        assertThat(System.nanoTime() - revoked).isLessThan(1_000_000_000L);
      }
    }
  }

  @Test
  void withoutRedisKeysWorkOnBothNothingFailsAndWhatWasUsedCountsAfterwards() throws Exception {
    // Given a key with half of its day used, and one that nobody ever had
    Account account = account();
    for (int i = 0; i < LIMIT / 2; i++) {
      assertThat(status(gateways.get(i % 2), account.key())).isEqualTo(200);
    }

    system.services().redis().stop();
    List<Integer> during;
    try {
      during = atOnce(account.key(), 2 * LIMIT);
      for (RawHttp gateway : gateways) {
        assertThat(status(gateway, "mcp_sk_" + "0".repeat(32))).isEqualTo(401);
      }
    } finally {
      system.services().redis().start();
    }

    // Each gateway grants half of what it saw was left; what the other one did last it did not see.
    assertThat(during).containsOnly(200, 429);
    assertThat(during.stream().filter(s -> s == 200).count())
        .isBetween(LIMIT / 2L - 2, LIMIT / 2L + 2);
    long end = System.nanoTime() + 30_000_000_000L;
    while (status(gateways.getFirst(), account.key()) != 429
        || status(gateways.getLast(), account.key()) != 429) {
      assertThat(System.nanoTime()).as("both count what was used without Redis").isLessThan(end);
      Thread.sleep(200);
    }
  }

  private static Account account() {
    return Account.of(system, "limited-" + UUID.randomUUID(), "pro");
  }

  /** Statuses of as many requests, sent by several clients at once to both gateways. */
  private static List<Integer> atOnce(String key, int requests) throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<Integer>> sent = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        sent.add(
            clients.submit(
                () -> status(gateways.get(ThreadLocalRandom.current().nextInt(2)), key)));
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> one : sent) {
        statuses.add(one.get());
      }
      return statuses;
    }
  }

  private static int status(RawHttp gateway, String key) {
    try {
      return gateway
          .send("GET", "/api/v1/scans", List.of("Authorization: Bearer " + key), new byte[0])
          .status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
