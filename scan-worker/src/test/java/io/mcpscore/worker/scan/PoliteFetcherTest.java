package io.mcpscore.worker.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.GitIntake;
import io.mcpscore.intake.GitSettings;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import io.mcpscore.worker.TestSnapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How hosts are treated that have had enough. */
class PoliteFetcherTest {

  private static final Set<String> HOSTS = Set.of("git.example", "other.example");

  private final AtomicLong now = new AtomicLong();

  @Test
  void fewFetchesOfOneHostRunAtOnce() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Fetcher slow =
        (address, known, listener, cancellation) -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          try {
            Thread.sleep(20);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          running.decrementAndGet();
          return Optional.of(new TestSnapshot());
        };
    Fetcher polite = polite(slow);
    List<Callable<RepositorySnapshot>> fetches = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      fetches.add(() -> fetch(polite, "git.example"));
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
      for (Future<RepositorySnapshot> fetch : threads.invokeAll(fetches)) {
        fetch.get().close();
      }
    }
    assertEquals(2, most.get());
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 429, 503})
  void aHostThatAsksToWaitIsNotAskedAgainBeforeThat(int status) throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = server(status, "120", asked);
    try {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      GitSettings settings =
          GitSettings.DEFAULT.withMirror("git.example", base).withMirror("other.example", base);
      Fetcher polite = polite(new GitFetcher(new GitIntake(settings), ScanBudget.DEFAULT, HOSTS));

      assertEquals(Optional.of(Duration.ofSeconds(120)), failure(polite, "git.example"));
      int before = asked.get();
      assertTrue(before > 0);
      now.addAndGet(Duration.ofSeconds(119).toNanos());
      assertEquals(Optional.of(Duration.ofSeconds(1)), failure(polite, "git.example"));
      assertEquals(before, asked.get(), "left alone");

      failure(polite, "other.example");
      assertTrue(asked.get() > before, "another host has a gate of its own");
      int both = asked.get();
      now.addAndGet(Duration.ofSeconds(1).toNanos());
      failure(polite, "git.example");
      assertTrue(asked.get() > both, "asked again when the time is over");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void otherFailuresCloseNothingAndGiveTheirPlaceBack() {
    ScanFailedException gone = new ScanFailedException(ErrorCode.REPO_NOT_FOUND, "gone", null);
    Fetcher polite =
        polite(
            (address, known, listener, cancellation) -> {
              throw gone;
            });
    for (int i = 0; i < 5; i++) {
      assertSame(gone, assertThrows(ScanFailedException.class, () -> fetch(polite, "git.example")));
    }
  }

  private Fetcher polite(Fetcher next) {
    return new PoliteFetcher(next, HOSTS, () -> new HostGate(2, Duration.ofHours(1), now::get));
  }

  private static Optional<Duration> failure(Fetcher fetcher, String host) {
    return assertThrows(ScanFailedException.class, () -> fetch(fetcher, host)).retryAfter();
  }

  private static RepositorySnapshot fetch(Fetcher fetcher, String host) {
    return fetcher
        .fetch(
            new RepositoryAddress(host, "o", "n", null, null),
            commit -> false,
            p -> {},
            new Cancellation())
        .orElseThrow();
  }

  private static HttpServer server(int status, String retryAfter, AtomicInteger asked)
      throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
