package io.mcpscore.cli.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.mcpscore.cli.CliException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AdminClientTest {

  private final List<String> requests = new ArrayList<>();
  private HttpServer gateway;
  private AdminClient client;
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          requests.add(
              "%s %s %s %s"
                  .formatted(
                      exchange.getRequestMethod(),
                      exchange.getRequestURI(),
                      exchange.getRequestHeaders().getFirst("Authorization"),
                      body)
                  .strip());
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, status == 204 ? -1 : bytes.length);
          exchange.getResponseBody().write(status == 204 ? new byte[0] : bytes);
          exchange.close();
        });
    gateway.start();
    client =
        new AdminClient(URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()), "token");
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void sendsWhatTheGatewayExpects() {
    client.create("team", "pro", "CI", null, null);
    client.create("team", "pro", "CI", 7, "2030-01-15T10:30:00Z");
    client.list("a team");
    status = 204;
    client.revoke("key_1/../x");

    assertEquals(
        List.of(
            "POST /admin/v1/keys Bearer token"
                + " {\"account\":\"team\",\"tier\":\"pro\",\"name\":\"CI\"}",
            "POST /admin/v1/keys Bearer token"
                + " {\"account\":\"team\",\"tier\":\"pro\",\"name\":\"CI\",\"dailyLimit\":7,"
                + "\"expiresAt\":\"2030-01-15T10:30:00Z\"}",
            "GET /admin/v1/keys?account=a%20team Bearer token",
            "DELETE /admin/v1/keys/key_1%2F..%2Fx Bearer token"),
        requests);
  }

  @Test
  void passesTheGatewaysErrorOn() {
    status = 409;
    answer = "{\"error\":{\"code\":\"KEY_LIMIT_REACHED\",\"message\":\"Ten keys\"}}";

    CliException error =
        assertThrows(CliException.class, () -> client.create("team", "pro", "CI", null, null));

    assertEquals("KEY_LIMIT_REACHED: Ten keys", error.getMessage());
    assertEquals(1, error.exitCode());
  }
}
