package io.mcpscore.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A receiver of events that shows the last one: its bytes and its headers. */
public final class EventReceiver implements AutoCloseable {

  private final HttpServer server;
  private volatile byte[] body;
  private volatile Map<String, String> headers = Map.of();

  private EventReceiver(HttpServer server) {
    this.server = server;
  }

  /** Starts one on a free port. */
  public static EventReceiver start() throws IOException {
    EventReceiver receiver =
        new EventReceiver(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    receiver.server.createContext("/hook", receiver::take);
    receiver.server.createContext("/body", http -> answer(http, receiver.body));
    receiver.server.createContext(
        "/headers",
        http -> answer(http, Json.write(receiver.headers).getBytes(StandardCharsets.UTF_8)));
    receiver.server.start();
    return receiver;
  }

  /** Base address. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Waits for the next or last event: its headers and its body. */
  public String awaitEvent() throws InterruptedException {
    for (int i = 0; i < 300 && body == null; i++) {
      Thread.sleep(100);
    }
    return headers + "\n" + new String(body, StandardCharsets.UTF_8);
  }

  private void take(HttpExchange http) throws IOException {
    Map<String, String> sent = new TreeMap<>();
    http.getRequestHeaders()
        .forEach((name, values) -> sent.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    headers = sent;
    body = http.getRequestBody().readAllBytes();
    answer(http, new byte[0]);
  }

  private static void answer(HttpExchange http, byte[] bytes) throws IOException {
    try (http) {
      http.sendResponseHeaders(
          bytes == null ? 404 : 200, bytes == null || bytes.length == 0 ? -1 : bytes.length);
      if (bytes != null && bytes.length > 0) {
        http.getResponseBody().write(bytes);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
