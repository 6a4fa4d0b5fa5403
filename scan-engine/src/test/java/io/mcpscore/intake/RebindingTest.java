package io.mcpscore.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A name whose addresses change between two questions, which is how a check of the first is made
 * useless for the second.
 */
class RebindingTest {

  private static final InetAddress PUBLIC = InetAddress.ofLiteral("140.82.121.3");
  private static final InetAddress INSIDE = InetAddress.ofLiteral("127.0.0.1");
  private static final List<String> TARGETS =
      List.of(
          "https://127.0.0.1/o/n",
          "https://localhost/o/n",
          "https://[::1]/o/n",
          "https://git.example@127.0.0.1/o/n",
          "https://git.example:444/o/n",
          "https://git.example.:443/o/n",
          "https://rebound.example/o/n",
          "http://git.example/o/n",
          "//127.0.0.1/o/n",
          "https://169.254.169.254/latest");

  private static final int TRIES = 1000;
  private static final ExecutorService THREADS = Executors.newCachedThreadPool();

  @TempDir static Path directory;

  private static HttpsServer server;
  private static SSLContext context;

  @BeforeAll
  static void serve() throws Exception {
    context = TestTls.context(directory, "git.example");
    TestRepository source = TestRepository.inMemory().file("f", "x");
    source.commit("main");
    source.repository().getConfig().setBoolean("uploadpack", null, "allowFilter", true);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(THREADS);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            if (!redirected(exchange)) {
              TestGitServer.serve(source.repository(), exchange);
            }
          }
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
    THREADS.shutdownNow();
  }

  @Test
  void nameThatTurnsInwardsIsNeverFollowed() {
    int served = 0;
    try (LocalAddressTrap idle = new LocalAddressTrap(PUBLIC, 0);
        LocalAddressTrap serving = new LocalAddressTrap(PUBLIC, server.getAddress().getPort())) {
      for (int i = 0; i < TRIES; i++) {
        // A whole fetch is three connections; most tries need only see where the first would go.
        LocalAddressTrap trap = i % 40 == 0 ? serving : idle;
        AtomicInteger asked = new AtomicInteger(i % 2);
        served += fetch(trap, "owner", asked) ? 1 : 0;
        assertEquals(1 + i % 2, asked.get(), "asked once");
      }
      assertEquals(TRIES / 40, served);
      assertEquals(0, idle.arrived() + serving.arrived());
      assertTrue(idle.tried().stream().allMatch(PUBLIC::equals));
      assertTrue(serving.tried().stream().allMatch(PUBLIC::equals));
      assertEquals(3 * TRIES / 40, serving.tried().size());
    }
  }

  @Test
  void nameWithBothKindsOfAddressesIsNeverConnected() {
    try (LocalAddressTrap trap = new LocalAddressTrap(PUBLIC, server.getAddress().getPort())) {
      for (List<InetAddress> both : List.of(List.of(PUBLIC, INSIDE), List.of(INSIDE, PUBLIC))) {
        GitIntake intake =
            new GitIntake(
                GitSettings.DEFAULT,
                host -> both.toArray(InetAddress[]::new),
                context.getSocketFactory(),
                trap::socket);
        assertEquals(false, fetch(intake, "owner"));
      }
      assertEquals(List.of(), trap.tried());
      assertEquals(0, trap.arrived());
    }
  }

  @Test
  void redirectOfAPublicHostLeadsNowhereElse() {
    try (LocalAddressTrap trap = new LocalAddressTrap(PUBLIC, server.getAddress().getPort())) {
      for (int i = 0; i < TARGETS.size(); i++) {
        assertEquals(false, fetch(trap, "redirect" + i, new AtomicInteger()), TARGETS.get(i));
      }
      assertEquals(0, trap.arrived());
      assertEquals(TARGETS.size(), trap.tried().size());
    }
  }

  /** Fetches with a name that is public when it is asked for the first time, and never again. */
  private static boolean fetch(LocalAddressTrap trap, String owner, AtomicInteger asked) {
    return fetch(
        new GitIntake(
            GitSettings.DEFAULT,
            host -> new InetAddress[] {asked.getAndIncrement() % 2 == 0 ? PUBLIC : INSIDE},
            context.getSocketFactory(),
            trap::socket),
        owner);
  }

  private static boolean fetch(GitIntake intake, String owner) {
    RepositoryAddress address = new RepositoryAddress("git.example", owner, "name", null, null);
    try (RepositorySnapshot snapshot =
        intake.fetch(address, ScanBudget.DEFAULT, p -> {}, new Cancellation())) {
      assertEquals(1, snapshot.entries().size());
      return true;
    } catch (ScanFailedException e) {
      assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
      return false;
    }
  }

  private static boolean redirected(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!path.startsWith("/redirect")) {
      return false;
    }
    String target = TARGETS.get(path.charAt("/redirect".length()) - '0');
    exchange.getResponseHeaders().set("Location", target + "/info/refs?service=git-upload-pack");
    exchange.sendResponseHeaders(302, -1);
    return true;
  }
}
