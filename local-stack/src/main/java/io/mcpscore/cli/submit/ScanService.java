package io.mcpscore.cli.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;

/**
 * A service as a client of the published API sees it. What passes by itself is waited for: a busy
 * queue, a restart, a broken connection. Proxies and certificates are the JVM's business; redirects
 * are not followed, because the key would go along.
 */
final class ScanService implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final URI server;
  private final String key;
  private final Patience patience;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ScanService(URI server, String key, Patience patience) {
    this.server = server;
    this.key = key;
    this.patience = patience;
  }

  /**
   * Asks for a scan. However often the request has to be sent, one scan is made.
   *
   * @param wish body of {@code POST /api/v1/scan}
   * @return the answer
   */
  JsonNode submit(JsonNode wish) {
    HttpRequest request =
        request("/api/v1/scan", ANSWER)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(BodyPublishers.ofString(Json.write(wish)))
            .build();
    return json(send(request));
  }

  /**
   * A scan, once it has ended if that happens in time.
   *
   * @param id of the scan
   * @param wait how long the service may hold the answer
   */
  JsonNode read(String id, Duration wait) {
    String path = "/api/v1/scan/" + id + "?wait=" + wait.toSeconds();
    return json(send(request(path, ANSWER.plus(wait)).GET().build()));
  }

  /** A complete scan in another form. */
  String render(String id, String format) {
    String path = "/api/v1/scan/" + id + "?format=" + format;
    return send(request(path, ANSWER).GET().build()).body();
  }

  /**
   * The events of a scan, to be closed by the caller.
   *
   * @throws IOException when there is no stream; the long poll does as well
   */
  InputStream events(String id) throws IOException, InterruptedException {
    HttpRequest request =
        request("/api/v1/scan/" + id + "/events", ANSWER)
            .header("Accept", "text/event-stream")
            .GET()
            .build();
    HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      answer.body().close();
      throw new IOException("no stream");
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path, Duration limit) {
    return HttpRequest.newBuilder(URI.create(server + path))
        .timeout(limit)
        .header("User-Agent", "mcpscore-cli")
        .header("Authorization", "Bearer " + key);
  }

  private HttpResponse<String> send(HttpRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        int status = answer.statusCode();
        if (status / 100 == 2) {
          return answer;
        }
        if ((status != 429 && status != 503) || !patience.pause(Patience.asked(answer, attempt))) {
          throw Refusal.of(server, answer);
        }
      } catch (IOException e) {
        if (!patience.pause(Patience.after(attempt))) {
          throw new CliException(ExitCodes.NOT_SCANNED, "No service answers at " + server);
        }
      } catch (InterruptedException e) {
        throw interrupted();
      }
    }
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return Json.mapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new CliException(
          ExitCodes.NOT_SCANNED, "The answer is not of an MCP Security Score service");
    }
  }

  static CliException interrupted() {
    Thread.currentThread().interrupt();
    return new CliException(ExitCodes.NOT_SCANNED, "interrupted");
  }
}
