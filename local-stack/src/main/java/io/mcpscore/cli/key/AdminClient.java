package io.mcpscore.cli.key;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * The administration of keys in a gateway. Every method throws {@link CliException} with the
 * gateway's own words when it refuses.
 *
 * @param server base address
 * @param token the operator's
 */
public record AdminClient(URI server, String token) {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  /**
   * Makes a key.
   *
   * @param dailyLimit requests per day of this key alone, or null for the tier's
   * @return the key as the gateway shows it this once, member {@code key} included
   */
  public JsonNode create(String account, String tier, String name, Integer dailyLimit) {
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("account", account).put("tier", tier).put("name", name);
    if (dailyLimit != null) {
      body.put("dailyLimit", dailyLimit);
    }
    return send(
        request("")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body))));
  }

  /** The keys of an account, member {@code keys}. */
  public JsonNode list(String account) {
    return send(request("?account=" + encode(account)).GET());
  }

  /** Revokes a key for good. */
  public void revoke(String id) {
    send(request("/" + encode(id)).DELETE());
  }

  private HttpRequest.Builder request(String rest) {
    return HttpRequest.newBuilder(URI.create(server + "/admin/v1/keys" + rest))
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
    String said =
        error.has("code")
            ? error.path("code").asText() + ": " + error.path("message").asText()
            : "The gateway answered with status " + answer.statusCode();
    return new CliException(ExitCodes.FAILED, said);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
