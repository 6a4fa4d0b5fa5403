package io.mcpscore.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.net.HostResolver;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a fetch may go, and where not. */
class GitIntakeHostsTest {

  private static final RepositoryAddress ADDRESS =
      new RepositoryAddress("github.com", "owner", "name", null, null);

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "127.1", "2130706433", "10.0.0.1", "169.254.169.254", "[::1]"})
  void hostInsideTheNetworkIsRefusedUnlessItIsNamed(String host) {
    RepositoryAddress inside = new RepositoryAddress(host, "owner", "name", null, null);
    ScanFailedException e = failure(new GitIntake(GitSettings.DEFAULT), inside);
    assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
    assertFalse(e.isTransient());
  }

  @Test
  void nameWithOneAddressInsideTheNetworkIsRefused() {
    HostResolver mixed =
        host ->
            new InetAddress[] {
              InetAddress.ofLiteral("140.82.121.3"), InetAddress.ofLiteral("192.168.0.7")
            };
    ScanFailedException e = failure(intake(GitSettings.DEFAULT, mixed), ADDRESS);
    assertTrue(e.getMessage().contains("not public"));
  }

  @Test
  void nameIsResolvedOnceForAllRequests() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "x");
    source.commit("main");
    AtomicInteger asked = new AtomicInteger();
    HostResolver changing =
        host -> {
          if (asked.incrementAndGet() > 1) {
            throw new UnknownHostException(host);
          }
          return new InetAddress[] {InetAddress.getLoopbackAddress()};
        };
    try (TestGitServer server = TestGitServer.serving(source.repository(), true)) {
      URI named = URI.create("http://mirror.example:" + server.base().getPort());
      GitSettings settings = GitSettings.DEFAULT.withMirror("github.com", named);
      try (RepositorySnapshot snapshot = fetch(intake(settings, changing), ADDRESS)) {
        assertEquals(1, snapshot.entries().size());
        assertTrue(server.requests().size() >= 3);
        assertEquals(1, asked.get());
      }
    }
  }

  @Test
  void unknownNameIsWorthAnotherTry() {
    HostResolver none =
        host -> {
          throw new UnknownHostException(host);
        };
    ScanFailedException e = failure(intake(GitSettings.DEFAULT, none), ADDRESS);
    assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
    assertTrue(e.isTransient());
  }

  @Test
  void plainHttpIsForMirrorsOnly() {
    URI withUser = URI.create("http://user:hunter2@127.0.0.1:1/");
    ScanFailedException e =
        failure(new GitIntake(GitSettings.DEFAULT.withMirror("github.com", withUser)), ADDRESS);
    assertTrue(e.getMessage().contains("without user name"));
    assertFalse(e.getMessage().contains("hunter2"));
    URI file = URI.create("file:///etc");
    e = failure(new GitIntake(GitSettings.DEFAULT.withMirror("github.com", file)), ADDRESS);
    assertTrue(e.getMessage().contains("https"));
  }

  @Test
  void redirectToAnotherPortIsRefusedAndNeverRequested() throws IOException {
    try (TestGitServer other = TestGitServer.of(e -> e.sendResponseHeaders(200, -1));
        TestGitServer server = TestGitServer.of(redirect(other.base() + "/owner/name"))) {
      ScanFailedException e = failure(new GitIntake(server.settings()), ADDRESS);
      assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
      assertTrue(e.getMessage().contains("redirects"));
      assertEquals(0, other.requests().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:///etc", "https://127.0.0.1/owner/name", "ftp://127.0.0.1/x"})
  void redirectToAnotherSchemeIsRefused(String target) throws IOException {
    try (TestGitServer server = TestGitServer.of(redirect(target))) {
      ScanFailedException e = failure(new GitIntake(server.settings()), ADDRESS);
      assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
      assertFalse(e.isTransient());
    }
  }

  @Test
  void redirectOnTheSameHostIsFollowed() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "x");
    source.commit("main");
    source.repository().getConfig().setBoolean("uploadpack", null, "allowFilter", true);
    HttpHandler renamed =
        exchange -> {
          if (exchange.getRequestURI().getPath().startsWith("/owner/")) {
            String moved = "http://" + exchange.getRequestHeaders().getFirst("Host") + "/new/name";
            redirect(moved).handle(exchange);
          } else {
            TestGitServer.serve(source.repository(), exchange);
          }
        };
    try (TestGitServer server = TestGitServer.of(renamed);
        RepositorySnapshot snapshot = fetch(new GitIntake(server.settings()), ADDRESS)) {
      assertEquals(1, snapshot.entries().size());
    }
  }

  @Test
  void hostThatOffersAuthenticationGetsNone() throws IOException {
    TestRepository source = TestRepository.inMemory().file("f", "x");
    source.commit("main");
    source.repository().getConfig().setBoolean("uploadpack", null, "allowFilter", true);
    HttpHandler offering =
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Negotiate");
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
          exchange.getResponseHeaders().add("Set-Cookie", "a=b");
          TestGitServer.serve(source.repository(), exchange);
        };
    try (TestGitServer server = TestGitServer.of(offering);
        RepositorySnapshot snapshot = fetch(new GitIntake(server.settings()), ADDRESS)) {
      assertEquals(1, snapshot.entries().size());
      assertTrue(server.authorizations().stream().allMatch("null"::equals));
    }
  }

  @Test
  void cancellationEndsALookUpThatHangs() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    HostResolver hanging =
        host -> {
          asked.countDown();
          await(never);
          throw new UnknownHostException(host);
        };
    Cancellation cancellation = new Cancellation();
    Thread.ofVirtual()
        .start(
            () -> {
              await(asked);
              cancellation.cancel(new ApiError(ErrorCode.ANALYSIS_TIMEOUT, "over", null));
            });
    GitIntake intake = intake(GitSettings.DEFAULT, hanging);
    ScanFailedException e =
        assertThrows(
            ScanFailedException.class,
            () -> intake.fetch(ADDRESS, ScanBudget.DEFAULT, p -> {}, cancellation));
    never.countDown();
    assertEquals(ErrorCode.ANALYSIS_TIMEOUT, e.error().code());
  }

  @Test
  void nameWithoutAnAddressIsWorthAnotherTry() {
    HostResolver empty = host -> new InetAddress[0];
    assertTrue(failure(intake(GitSettings.DEFAULT, empty), ADDRESS).isTransient());
  }

  @Test
  void compressedAnswerIsRefused() throws IOException {
    HttpHandler gzip =
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          exchange.sendResponseHeaders(200, -1);
        };
    try (TestGitServer server = TestGitServer.of(gzip)) {
      ScanFailedException e = failure(new GitIntake(server.settings()), ADDRESS);
      assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
    }
  }

  @Test
  void privateHostThatTheOperatorNamedIsReached() {
    GitSettings settings =
        new GitSettings(
            Map.of(),
            Map.of(),
            Set.of("localhost"),
            GitSettings.DEFAULT.connectTimeout(),
            GitSettings.DEFAULT.readTimeout());
    RepositoryAddress inside = new RepositoryAddress("localhost", "owner", "name", null, null);
    // Nothing listens on 443 here: that it was tried is what counts.
    ScanFailedException e = failure(new GitIntake(settings), inside);
    assertTrue(e.isTransient());
  }

  private static HttpHandler redirect(String base) {
    return (HttpExchange exchange) -> {
      exchange.getResponseHeaders().set("Location", base + "/info/refs?service=git-upload-pack");
      exchange.sendResponseHeaders(302, -1);
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static GitIntake intake(GitSettings settings, HostResolver resolver) {
    return new GitIntake(settings, resolver, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  private static RepositorySnapshot fetch(GitIntake intake, RepositoryAddress address) {
    return intake.fetch(address, ScanBudget.DEFAULT, p -> {}, new Cancellation());
  }

  private static ScanFailedException failure(GitIntake intake, RepositoryAddress address) {
    return assertThrows(ScanFailedException.class, () -> fetch(intake, address));
  }
}
