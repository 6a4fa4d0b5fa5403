package io.mcpscore.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A gateway and the right to administer it. Every call throws {@link CliException} with the
 * gateway's own words when it refuses.
 *
 * @param server base address
 * @param token the operator's
 */
public record Gateway(URI server, String token) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Reads.
   *
   * @param path below {@code /admin/v1}, encoded
   */
  public JsonNode get(String path) {
    return send(request(path).GET());
  }

  /**
   * Makes or changes something.
   *
   * @param path below {@code /admin/v1}, encoded
   * @param body what to send, or null for nothing
   */
  public JsonNode post(String path, JsonNode body) {
    return send(
        body == null
            ? request(path).POST(HttpRequest.BodyPublishers.noBody())
            : request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
  }

  /**
   * Ends something.
   *
   * @param path below {@code /admin/v1}, encoded
   */
  public JsonNode delete(String path) {
    return send(request(path).DELETE());
  }

  /** A text as part of a path or of a query. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + "/admin/v1" + path))
        .timeout(LIMIT)
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token);
  }

  private JsonNode send(HttpRequest.Builder request) {
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build()) {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw refused(answer);
      }
      return Json.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new CliException(
          ExitCodes.FAILED,
          "No gateway answers at "
              + server
              + ". Start one with ./mcpscore up, or name it: --server");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCodes.FAILED, "interrupted");
    }
  }

  private static CliException refused(HttpResponse<String> answer) throws IOException {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    JsonNode error =
        type.startsWith("application/json")
            ? Json.mapper().readTree(answer.body()).path("error")
            : Json.mapper().missingNode();
    if (!error.has("code")) {
      return new CliException(
          ExitCodes.FAILED, "The gateway answered with status " + answer.statusCode());
    }
    String said = error.path("code").asText() + ": " + error.path("message").asText();
    String details = error.path("details").asText("");
    return new CliException(ExitCodes.FAILED, details.isEmpty() ? said : said + ". " + details);
  }
}
