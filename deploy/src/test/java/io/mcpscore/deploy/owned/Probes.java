package io.mcpscore.deploy.owned;

import io.mcpscore.local.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** Whether parts of the system answer. */
final class Probes {

  private static final int CONNECT_MILLIS = 500;
  private static final int ANSWER_MILLIS = 5_000;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofMillis(CONNECT_MILLIS)).build();

  /** Whether a service of ours says that it is ready. */
  boolean isReady(int port) {
    URI health = URI.create("http://" + Ports.LOOPBACK + ":" + port + "/q/health/ready");
    HttpRequest request =
        HttpRequest.newBuilder(health).timeout(Duration.ofMillis(ANSWER_MILLIS)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether Kafka serves the topics of the product, which it makes last. */
  static boolean isKafkaUp(int port, int topics) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(Ports.LOOPBACK, port), CONNECT_MILLIS);
    } catch (IOException e) {
      return false;
    }
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            Ports.LOOPBACK + ":" + port,
            "default.api.timeout.ms",
            ANSWER_MILLIS,
            "request.timeout.ms",
            ANSWER_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      return admin.listTopics().names().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS).size() >= topics;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
