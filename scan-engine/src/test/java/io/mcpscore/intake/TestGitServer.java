package io.mcpscore.intake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PacketLineOut;
import org.eclipse.jgit.transport.RefAdvertiser.PacketLineOutRefAdvertiser;
import org.eclipse.jgit.transport.UploadPack;

/** Git's smart HTTP on a free loopback port, for one repository or for a handler of the test. */
final class TestGitServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  private TestGitServer(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          authorizations.add(
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    server.start();
  }

  static TestGitServer of(HttpHandler handler) throws IOException {
    return new TestGitServer(handler);
  }

  static TestGitServer serving(Repository repository, boolean filter) throws IOException {
    repository.getConfig().setBoolean("uploadpack", null, "allowFilter", filter);
    repository.getConfig().setBoolean("uploadpack", null, "allowAnySHA1InWant", true);
    return new TestGitServer(exchange -> serve(repository, exchange));
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  GitSettings settings() {
    return GitSettings.DEFAULT.withMirror("github.com", base());
  }

  List<String> requests() {
    return requests;
  }

  List<String> authorizations() {
    return authorizations;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  static void serve(Repository repository, HttpExchange exchange) throws IOException {
    UploadPack upload = new UploadPack(repository);
    upload.setBiDirectionalPipe(false);
    String protocol = exchange.getRequestHeaders().getFirst("Git-Protocol");
    upload.setExtraParameters(protocol == null ? Set.of() : Set.of(protocol));
    boolean refs = exchange.getRequestURI().getPath().endsWith("/info/refs");
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type", "application/x-git-upload-pack-" + (refs ? "advertisement" : "result"));
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      if (refs) {
        upload.sendAdvertisedRefs(
            new PacketLineOutRefAdvertiser(new PacketLineOut(out)), "git-upload-pack");
      } else {
        upload.upload(body(exchange), out, null);
      }
    }
  }

  /** The request as it was before the client compressed it. */
  static InputStream body(HttpExchange exchange) throws IOException {
    InputStream in = exchange.getRequestBody();
    return "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
        ? new GZIPInputStream(in)
        : in;
  }
}
