package io.mcpscore.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A git host on 127.0.0.1. The owner in the URL says how it answers; {@code /asked/<owner>/<name>}
 * tells how often it was asked for a repository.
 */
final class GitHostStub {

  /** The token that its API accepts. */
  static final String TOKEN = "token-of-the-tests";

  private static final String ADVERTISEMENT = "application/x-git-upload-pack-advertisement";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();

  private GitHostStub(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/git/", this::git);
    server.createContext("/api/repos/", this::api);
    server.createContext("/asked/", this::asked);
    server.start();
  }

  static GitHostStub start() {
    try {
      InetAddress loopback = InetAddress.getByName("127.0.0.1");
      return new GitHostStub(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void git(HttpExchange exchange) throws IOException {
    String[] parts = exchange.getRequestURI().getPath().split("/");
    String owner = parts[2];
    String name = parts[3];
    asked.computeIfAbsent(owner + "/" + name, fresh -> new AtomicInteger()).incrementAndGet();
    boolean proper =
        exchange.getRequestURI().toString().endsWith("/info/refs?service=git-upload-pack")
            && exchange.getRequestHeaders().getFirst("Authorization") == null;
    switch (proper ? owner : "improper") {
      case "absent" -> answer(exchange, 404, "text/plain", "");
      case "private", "hidden" -> answer(exchange, 401, "text/plain", "");
      case "forbidden" -> answer(exchange, 403, "text/plain", "");
      case "broken", "improper" -> answer(exchange, 500, "text/plain", "");
      case "web" -> answer(exchange, 200, "text/html", "<p>hello");
      case "slow" -> {
        sleep();
        answer(exchange, 404, "text/plain", "");
      }
      case "renamed" -> redirect(exchange, "/git/public/" + name);
      case "gone" -> redirect(exchange, "/git/absent/" + name);
      case "elsewhere" -> redirect(exchange, "http://127.0.0.2:9/git/public/" + name);
      default -> answer(exchange, 200, ADVERTISEMENT, advertisement(exchange, owner));
    }
  }

  /** Without a version, git begins with the commit of HEAD; the host of "moved" has a later one. */
  private static String advertisement(HttpExchange exchange, String owner) {
    String start = "001e# service=git-upload-pack\n0000";
    if (exchange.getRequestHeaders().getFirst("Git-Protocol") != null) {
      return start;
    }
    String commit = (owner.equals("moved") ? "b" : "a").repeat(40);
    return start
        + "0055"
        + commit
        + " HEAD\0multi_ack symref=HEAD:refs/heads/main\n"
        + "003d"
        + commit
        + " refs/heads/main\n0000";
  }

  private void api(HttpExchange exchange) throws IOException {
    String owner = exchange.getRequestURI().getPath().split("/")[3];
    boolean known =
        owner.equals("private")
            && ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(exchange, known ? 200 : 404, "application/json", known ? "{\"private\":true}" : "{}");
  }

  private void asked(HttpExchange exchange) throws IOException {
    String repository = exchange.getRequestURI().getPath().substring("/asked/".length());
    answer(
        exchange,
        200,
        "text/plain",
        String.valueOf(asked.getOrDefault(repository, new AtomicInteger()).get()));
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to + "/info/refs?service=git-upload-pack");
    answer(exchange, 301, "text/plain", "");
  }

  private static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static void sleep() {
    try {
      Thread.sleep(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
