package io.mcpscore.gateway.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.mcpscore.gateway.net.TargetException;
import io.mcpscore.gateway.net.Targets;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HostClientTest {

  private static final Duration BUDGET = Duration.ofSeconds(10);

  private final AtomicInteger requests = new AtomicInteger();
  private Vertx vertx;
  private HttpServer server;
  private URI url;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          byte[] body = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    url = URI.create("http://localhost:" + server.getAddress().getPort() + "/a");
  }

  @AfterEach
  void stop() {
    server.stop(0);
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aHostWithAPrivateAddressIsNeverTalkedTo() {
    HostClient client = new HostClient(vertx, new Targets());

    assertThrows(
        TargetException.class,
        () -> client.get(url, false, Map.of(), false).await().atMost(BUDGET));
    assertEquals(0, requests.get());
  }

  @Test
  void whatTheOperatorNamedMayHaveAnyAddress() {
    HostClient client = new HostClient(vertx, new Targets());

    HostClient.Reply reply = client.get(url, true, Map.of(), true).await().atMost(BUDGET);

    assertEquals(200, reply.status());
    assertEquals("{}", reply.body().toString());
  }

  @Test
  void theBeginningOfABodyIsEnough() {
    HostClient client = new HostClient(vertx, new Targets());

    for (int bytes = 0; bytes < 4; bytes++) {
      HostClient.Reply reply = client.start(url, true, Map.of(), bytes).await().atMost(BUDGET);
      assertEquals(200, reply.status());
      assertEquals("{}".substring(0, Math.min(2, bytes)), reply.body().toString());
    }
  }
}
