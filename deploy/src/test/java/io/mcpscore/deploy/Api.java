package io.mcpscore.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;

/** A client of the published API that knows no more than its documentation. */
final class Api {

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;
  private final String key;

  Api(String base, String key) {
    this.base = base;
    this.key = key;
  }

  /** The same service with another key, or with none for null. */
  Api with(String otherKey) {
    return new Api(base, otherKey);
  }

  /** An answer with its body as JSON (a missing node for an empty one). */
  record Answer(int status, HttpResponse<String> http, JsonNode body) {

    String header(String name) {
      return http.headers().firstValue(name).orElse(null);
    }

    String text(String member) {
      return body.path(member).asText(null);
    }

    JsonNode error() {
      return body.path("error");
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  Answer scan(String body) throws IOException, InterruptedException {
    return send(
        request("/api/v1/scan")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  Answer upload(String name, byte[] zip) throws IOException, InterruptedException {
    return send(
        request("/api/v1/scan?name=" + name)
            .header("Content-Type", "application/zip")
            .POST(BodyPublishers.ofByteArray(zip)));
  }

  Answer scanRepository(String name) throws IOException, InterruptedException {
    return scan("{\"url\": \"https://github.com/" + name + "\"}");
  }

  /** Waits for the end of a scan with the long poll. */
  Answer ended(String id, Duration most) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(most);
    while (true) {
      Answer answer = get("/api/v1/scan/" + id + "?wait=5");
      String status = answer.text("status");
      if ("complete".equals(status) || "failed".equals(status)) {
        return answer;
      }
      if (answer.status() >= 500 || Instant.now().isAfter(deadline)) {
        throw new AssertionError("scan did not end: " + answer.status() + " " + answer.body());
      }
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(70));
    return key == null ? builder : builder.header("Authorization", "Bearer " + key);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
    String body = response.body();
    return new Answer(
        response.statusCode(),
        response,
        body.isEmpty() ? MissingNode.getInstance() : Json.mapper().readTree(body));
  }
}
