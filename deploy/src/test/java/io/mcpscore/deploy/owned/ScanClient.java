package io.mcpscore.deploy.owned;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** A client that does not give up: it asks again until it is answered, and notes every answer. */
public final class ScanClient {

  /** Clients ask to be kept waiting for 3 seconds; a machine with much other work adds some. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int PAUSE_MILLIS = 300;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final URI base;
  private final String key;
  private final Answers answers;

  /**
   * A client of one account.
   *
   * @param base address of the gateway
   * @param key of the account
   * @param answers where answers are noted
   */
  public ScanClient(URI base, String key, Answers answers) {
    this.base = base;
    this.key = key;
    this.answers = answers;
  }

  /**
   * Asks for a scan until it is accepted.
   *
   * @param repository {@code owner/name}
   * @param idempotencyKey to send along, or null
   * @return its id
   */
  public String submit(String repository, String idempotencyKey) throws InterruptedException {
    HttpRequest.Builder request =
        request("/api/v1/scan")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"url\": \"https://github.com/" + repository + "\"}"));
    if (idempotencyKey != null) {
      request.header("Idempotency-Key", idempotencyKey);
    }
    while (true) {
      Optional<JsonNode> accepted = ask(request.build());
      if (accepted.isPresent()) {
        return accepted.get().path("id").asText();
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /**
   * Asks for a scan until it has ended.
   *
   * @return its end, or empty when that did not come before the deadline
   */
  public Optional<JsonNode> ended(String id, long deadlineNanos) throws InterruptedException {
    HttpRequest request = request("/api/v1/scan/" + id + "?wait=3").GET().build();
    while (System.nanoTime() < deadlineNanos) {
      Optional<JsonNode> scan = ask(request);
      if (scan.isPresent() && scan.get().path("status").asText().matches("complete|failed")) {
        return scan;
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    return Optional.empty();
  }

  /** Reads something once. */
  public void read(String path) throws InterruptedException {
    ask(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + key);
  }

  private Optional<JsonNode> ask(HttpRequest request) throws InterruptedException {
    String what = request.method() + " " + request.uri().getPath();
    long start = System.nanoTime();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      answers.add(what, answer, (System.nanoTime() - start) / 1_000_000);
      return answer.statusCode() / 100 == 2
          ? Optional.of(Json.mapper().readTree(answer.body()))
          : Optional.empty();
    } catch (HttpConnectTimeoutException e) {
      answers.addBroken();
    } catch (HttpTimeoutException e) {
      answers.addHang(what);
    } catch (IOException e) {
      answers.addBroken();
    }
    return Optional.empty();
  }
}
