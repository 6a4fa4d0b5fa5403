package io.mcpscore.intake.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Git's own HTTP server on a free loopback port, as hosts run it: the program {@code git
 * http-backend} for every request, behind a bridge that counts the bytes it answers.
 */
final class GitHttpBackend implements AutoCloseable {

  private final Map<String, Path> repositories;
  private final boolean filter;
  private final AtomicLong sent = new AtomicLong();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /**
   * Starts serving.
   *
   * @param repositories directory of a bare repository by {@code owner/name}
   * @param filter whether partial clones are offered
   */
  GitHttpBackend(Map<String, Path> repositories, boolean filter) throws IOException {
    this.repositories = Map.copyOf(repositories);
    this.filter = filter;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Bytes of bodies answered since the last call. */
  long takeSent() {
    return sent.getAndSet(0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] parts = exchange.getRequestURI().getPath().split("/", 4);
      Path repository = repositories.get(parts[1] + "/" + parts[2]);
      Process backend = start(exchange, repository, parts[3]);
      try (OutputStream in = backend.getOutputStream()) {
        exchange.getRequestBody().transferTo(in);
      }
      try (InputStream out = backend.getInputStream()) {
        answer(exchange, out);
      }
    }
  }

  private Process start(HttpExchange exchange, Path repository, String service) throws IOException {
    ProcessBuilder git =
        new ProcessBuilder(
            List.of(
                "git",
                "-c",
                "safe.directory=*",
                "-c",
                "uploadpack.allowAnySHA1InWant=true",
                "-c",
                "uploadpack.allowFilter=" + filter,
                "http-backend"));
    Map<String, String> environment = git.environment();
    environment.put("GIT_PROJECT_ROOT", repository.getParent().toString());
    environment.put("GIT_HTTP_EXPORT_ALL", "1");
    environment.put("PATH_INFO", "/" + repository.getFileName() + "/" + service);
    environment.put("REQUEST_METHOD", exchange.getRequestMethod());
    environment.put("QUERY_STRING", text(exchange.getRequestURI().getRawQuery()));
    environment.put("CONTENT_TYPE", header(exchange, "Content-Type"));
    environment.put("HTTP_CONTENT_ENCODING", header(exchange, "Content-Encoding"));
    environment.put("GIT_PROTOCOL", header(exchange, "Git-Protocol"));
    environment.put("REMOTE_ADDR", "127.0.0.1");
    return git.redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private void answer(HttpExchange exchange, InputStream out) throws IOException {
    int status = 200;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      String[] header = line.split(": ", 2);
      if (header[0].equals("Status")) {
        status = Integer.parseInt(header[1].substring(0, 3));
      } else {
        exchange.getResponseHeaders().add(header[0], header[1]);
      }
    }
    exchange.sendResponseHeaders(status, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      byte[] buffer = new byte[1 << 16];
      for (int n = out.read(buffer); n >= 0; n = out.read(buffer)) {
        body.write(buffer, 0, n);
        sent.addAndGet(n);
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
        .strip();
  }

  private static String header(HttpExchange exchange, String name) {
    return text(exchange.getRequestHeaders().getFirst(name));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
