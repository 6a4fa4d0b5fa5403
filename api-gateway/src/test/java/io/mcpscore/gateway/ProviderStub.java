package io.mcpscore.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An identity provider on 127.0.0.1 that serves the keys it was given ({@code PUT /jwks}). It is
 * silent, breaking off every request, until {@code PUT /up}; {@code PUT /down} silences it anew.
 */
public final class ProviderStub implements QuarkusTestResourceLifecycleManager {

  private HttpServer server;
  private volatile boolean up;
  private volatile String keys = "{\"keys\": []}";
  private final AtomicInteger asked = new AtomicInteger();

  @Override
  public Map<String, String> start() {
    try {
      InetAddress loopback = InetAddress.getByName("127.0.0.1");
      server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    String description =
        """
        {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token",
         "authorization_endpoint": "%1$s/auth"}\
        """
            .formatted(url);
    server.createContext("/.well-known/", exchange -> serve(exchange, description));
    server.createContext("/jwks", this::jwks);
    server.createContext("/up", exchange -> change(exchange, true));
    server.createContext("/down", exchange -> change(exchange, false));
    server.createContext("/asked", exchange -> answer(exchange, asked.toString()));
    server.start();
    Map<String, String> settings = new HashMap<>();
    settings.put("mcpscore.people.enabled", "true");
    settings.put("mcpscore.people.roles-claim", "realm/\"https://roles.example\"");
    settings.put("mcpscore.people.account-claim", "org/name");
    settings.put("mcpscore.people.roles.admin", "boss,mcp\\,admin");
    settings.put("quarkus.oidc.auth-server-url", url);
    settings.put("quarkus.oidc.token.forced-jwk-refresh-interval", "1s");
    return settings;
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void jwks(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("PUT")) {
      keys = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      answer(exchange, "");
    } else {
      asked.incrementAndGet();
      serve(exchange, keys);
    }
  }

  private void change(HttpExchange exchange, boolean nowUp) throws IOException {
    up = nowUp;
    answer(exchange, "");
  }

  private void serve(HttpExchange exchange, String body) throws IOException {
    if (up) {
      answer(exchange, body);
    } else {
      exchange.close();
    }
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
