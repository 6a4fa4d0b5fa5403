package io.mcpscore.worker.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.GitIntake;
import io.mcpscore.intake.GitSettings;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Which hosts are asked at all. */
class GitFetcherTest {

  @Test
  void onlyAllowedHostsAreAsked() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try {
      URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      GitSettings settings =
          GitSettings.DEFAULT.withMirror("git.example", base).withMirror("other.example", base);
      GitFetcher fetcher =
          new GitFetcher(new GitIntake(settings), ScanBudget.DEFAULT, Set.of("git.example"));

      assertEquals(ErrorCode.CLONE_FAILED, failure(fetcher, "other.example").error().code());
      assertEquals(0, asked.get());
      assertEquals(ErrorCode.REPO_NOT_FOUND, failure(fetcher, "git.example").error().code());
      assertTrue(asked.get() > 0);
    } finally {
      server.stop(0);
    }
  }

  private static ScanFailedException failure(GitFetcher fetcher, String host) {
    RepositoryAddress address = new RepositoryAddress(host, "o", "n", null, null);
    ScanFailedException e =
        assertThrows(
            ScanFailedException.class,
            () -> fetcher.fetch(address, commit -> false, p -> {}, new Cancellation()));
    assertFalse(e.isTransient());
    return e;
  }
}
