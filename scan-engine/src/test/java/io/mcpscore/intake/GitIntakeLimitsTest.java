package io.mcpscore.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.Test;

/** What ends a fetch, and with which code. */
class GitIntakeLimitsTest {

  private static final RepositoryAddress ADDRESS =
      new RepositoryAddress("github.com", "owner", "name", null, null);
  private static final Duration SHORT = Duration.ofMillis(400);

  @Test
  void hostThatAsksForPatienceIsHeard() throws IOException {
    try (TestGitServer server =
        TestGitServer.of(
            e -> {
              e.getResponseHeaders().set("Retry-After", "90");
              e.sendResponseHeaders(429, -1);
            })) {
      ScanFailedException e = failure(server, ScanBudget.DEFAULT);
      assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
      assertEquals(Duration.ofSeconds(90), e.retryAfter().orElseThrow());
      assertTrue(e.isTransient());
    }
  }

  @Test
  void silentHostMeetsTheDeadline() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      GitSettings settings =
          GitSettings.DEFAULT.withMirror(
              "github.com", URI.create("http://127.0.0.1:" + silent.getLocalPort()));
      ScanFailedException e =
          failure(settings, budget(SHORT, 1 << 20, 1000, 64), new Cancellation());
      assertEquals(ErrorCode.CLONE_TIMEOUT, e.error().code());
    }
  }

  @Test
  void refusedConnectionIsWorthAnotherTry() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0)) {
      port = taken.getLocalPort();
    }
    GitSettings settings =
        GitSettings.DEFAULT.withMirror("github.com", URI.create("http://127.0.0.1:" + port));
    ScanFailedException e = failure(settings, ScanBudget.DEFAULT, new Cancellation());
    assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
    assertTrue(e.isTransient());
  }

  @Test
  void connectionThatBreaksInsideThePackIsWorthAnotherTry() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", GitIntakeTest.noise(500_000));
    source.commit("main");
    source.repository().getConfig().setBoolean("uploadpack", null, "allowFilter", true);
    try (TestGitServer broken = TestGitServer.of(e -> cutOff(source, e))) {
      ScanFailedException e = failure(broken, ScanBudget.DEFAULT);
      assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
      assertTrue(e.isTransient());
    }
  }

  @Test
  void cancellationEndsTheTransferWithItsOwnError() throws IOException {
    Cancellation cancellation = new Cancellation();
    try (TestGitServer server = TestGitServer.of(GitIntakeLimitsTest::drip)) {
      Thread.ofVirtual()
          .start(
              () -> {
                pause(200);
                cancellation.cancel(new ApiError(ErrorCode.ANALYSIS_TIMEOUT, "over", null));
              });
      ScanFailedException e = failure(server.settings(), ScanBudget.DEFAULT, cancellation);
      assertEquals(ErrorCode.ANALYSIS_TIMEOUT, e.error().code());
    }
  }

  @Test
  void bytesOverTheBudgetEndTheTransfer() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", GitIntakeTest.noise(900_000));
    source.commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      ScanFailedException e = failure(server, budget(Duration.ofSeconds(20), 100_000, 1000, 64));
      assertEquals(ErrorCode.REPO_TOO_LARGE, e.error().code());
    }
  }

  @Test
  void hugeObjectInASmallPackIsRefusedByAHostWithoutFilter() throws IOException {
    TestRepository source = TestRepository.inMemory().file("bomb", new byte[64 << 20]);
    source.commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), false)) {
      assertEquals(ErrorCode.REPO_TOO_LARGE, failure(server, ScanBudget.DEFAULT).error().code());
    }
  }

  @Test
  void deepTreeIsCapped() throws IOException {
    TestRepository source = TestRepository.inMemory().file("d/".repeat(9) + "f", "x");
    source.commit("main");
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      ScanFailedException e = failure(server, budget(Duration.ofSeconds(20), 1 << 20, 1000, 8));
      assertEquals(ErrorCode.REPO_TOO_LARGE, e.error().code());
      assertTrue(e.getMessage().contains("nested"));
    }
  }

  @Test
  void treeThatEntersGitDirectoryIsRefused() throws IOException {
    TestRepository source = TestRepository.inMemory();
    try (ObjectInserter inserter = source.repository().newObjectInserter()) {
      ObjectId blob = inserter.insert(Constants.OBJ_BLOB, new byte[] {1});
      TreeFormatter tree = new TreeFormatter();
      tree.append(".git", FileMode.REGULAR_FILE, blob);
      ObjectId id = inserter.insert(tree);
      inserter.flush();
      source.commitTree("main", id);
    }
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      ScanFailedException e = failure(server, ScanBudget.DEFAULT);
      assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
      assertFalse(e.isTransient());
    }
  }

  @Test
  void dumbHostIsRefused() throws IOException {
    try (TestGitServer server =
        TestGitServer.of(
            e -> {
              byte[] refs = (ObjectId.zeroId().name() + "\trefs/heads/main\n").getBytes(UTF_8);
              e.getResponseHeaders().set("Content-Type", "text/plain");
              e.sendResponseHeaders(200, refs.length);
              e.getResponseBody().write(refs);
            })) {
      assertEquals(ErrorCode.CLONE_FAILED, failure(server, ScanBudget.DEFAULT).error().code());
    }
  }

  @Test
  void tokenGoesToItsHostAndIntoNoMessage() throws IOException {
    try (TestGitServer server = TestGitServer.of(e -> e.sendResponseHeaders(401, -1))) {
      GitSettings plain = server.settings();
      GitSettings settings =
          new GitSettings(
              plain.mirrors(),
              Map.of("github.com", "s3cret"),
              plain.privateHosts(),
              plain.connectTimeout(),
              plain.readTimeout());
      ScanFailedException e = failure(settings, ScanBudget.DEFAULT, new Cancellation());
      String sent = "Basic eC1hY2Nlc3MtdG9rZW46czNjcmV0";
      assertTrue(server.authorizations().stream().allMatch(sent::equals));
      assertFalse((e + settings.toString()).contains("s3cret"));
    }
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", "application/x-git-upload-pack-advertisement");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int i = 0; i < 300; i++) {
      out.write('0');
      out.flush();
      pause(50);
    }
  }

  private static void cutOff(TestRepository source, HttpExchange exchange) throws IOException {
    byte[] request = exchange.getRequestBody().readAllBytes();
    exchange.setStreams(new ByteArrayInputStream(request), null);
    String text = new String(TestGitServer.body(exchange).readAllBytes(), UTF_8);
    exchange.setStreams(new ByteArrayInputStream(request), null);
    if (!text.contains("command=fetch")) {
      TestGitServer.serve(source.repository(), exchange);
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
    exchange.sendResponseHeaders(200, 100_000);
    exchange.getResponseBody().write("000dpackfile\n".getBytes(UTF_8));
    exchange.getResponseBody().flush();
    throw new IOException("cable pulled");
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ScanBudget budget(Duration clone, long bytes, int entries, int depth) {
    ScanBudget d = ScanBudget.DEFAULT;
    return new ScanBudget(
        clone,
        d.scanTime(),
        bytes,
        d.inflatedBytes(),
        d.fileBytes(),
        d.files(),
        entries,
        depth,
        d.pathLength(),
        d.parseTime());
  }

  private static ScanFailedException failure(TestGitServer server, ScanBudget budget) {
    return failure(server.settings(), budget, new Cancellation());
  }

  private static ScanFailedException failure(
      GitSettings settings, ScanBudget budget, Cancellation cancellation) {
    return assertThrows(
        ScanFailedException.class,
        () -> new GitIntake(settings).fetch(ADDRESS, budget, p -> {}, cancellation));
  }
}
