package io.mcpscore.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The certificate must be trusted and carry the name of the host, whatever the address is. */
class GitIntakeTlsTest {

  private static final String NAME = "git.example";
  private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

  @TempDir static Path directory;

  private static HttpsServer server;
  private static SSLContext context;

  @BeforeAll
  static void serve() throws Exception {
    context = TestTls.context(directory, NAME);
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
            TestGitServer.serve(source.repository(), exchange);
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
  void trustedCertificateOfTheHostIsAccepted() {
    try (RepositorySnapshot snapshot = fetch(NAME, context.getSocketFactory())) {
      assertEquals(1, snapshot.entries().size());
    }
  }

  @Test
  void certificateOfAnotherHostIsRefused() {
    ScanFailedException e =
        assertThrows(
            ScanFailedException.class, () -> fetch("other.example", context.getSocketFactory()));
    assertCertificate(e);
  }

  @Test
  void certificateThatNobodyTrustsIsRefused() {
    SSLSocketFactory machine = (SSLSocketFactory) SSLSocketFactory.getDefault();
    assertCertificate(assertThrows(ScanFailedException.class, () -> fetch(NAME, machine)));
  }

  private static void assertCertificate(ScanFailedException e) {
    assertEquals(ErrorCode.CLONE_FAILED, e.error().code());
    assertTrue(e.getMessage().contains("certificate"), e.getMessage());
    assertFalse(e.isTransient());
  }

  private static RepositorySnapshot fetch(String host, SSLSocketFactory tls) {
    URI mirror = URI.create("https://" + host + ":" + server.getAddress().getPort());
    GitSettings settings = GitSettings.DEFAULT.withMirror("github.com", mirror);
    return new GitIntake(
            settings, name -> new InetAddress[] {InetAddress.getLoopbackAddress()}, tls)
        .fetch(
            new RepositoryAddress("github.com", "o", "n", null, null),
            ScanBudget.DEFAULT,
            p -> {},
            new Cancellation());
  }
}
