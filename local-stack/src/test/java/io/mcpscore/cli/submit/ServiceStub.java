package io.mcpscore.cli.submit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service that answers each path with what a test has laid down for it, in that order. */
final class ServiceStub implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Queue<Answer>> answers = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<String> idempotencyKeys = Collections.synchronizedList(new ArrayList<>());

  ServiceStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private record Answer(int status, Map<String, String> headers, String body) {}

  /** Adds an answer for a path; the last one stays. */
  ServiceStub on(String path, int status, String body) {
    return on(path, status, Map.of(), body);
  }

  /** Adds an answer with headers. */
  ServiceStub on(String path, int status, Map<String, String> headers, String body) {
    answers.computeIfAbsent(path, p -> new ArrayDeque<>()).add(new Answer(status, headers, body));
    return this;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Method, path with query, authorization and body of each request. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  List<String> idempotencyKeys() {
    return List.copyOf(idempotencyKeys);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                body)
            .strip());
    String idempotency = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    if (idempotency != null) {
      idempotencyKeys.add(idempotency);
    }
    Answer answer = next(exchange.getRequestURI().toString());
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private synchronized Answer next(String uri) {
    Queue<Answer> laid = answers.get(uri.replaceAll("wait=[0-9]+", "wait"));
    if (laid == null) {
      return new Answer(404, Map.of(), "{\"error\":{\"code\":\"NOT_FOUND\",\"message\":\"no\"}}");
    }
    return laid.size() > 1 ? laid.poll() : laid.peek();
  }
}
