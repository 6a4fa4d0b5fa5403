package io.mcpscore.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client of server-sent events. */
final class EventReader implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 20;

  private final HttpClient client;
  private final HttpResponse<InputStream> response;
  private final BufferedReader lines;

  /**
   * One event.
   *
   * @param id of it
   * @param name its type
   * @param data one line
   */
  record Event(String id, String name, String data) {}

  private EventReader(HttpClient client, HttpResponse<InputStream> response) {
    this.client = client;
    this.response = response;
    this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }

  static EventReader open(URI uri, String key, String lastEventId)
      throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .header("Authorization", "Bearer " + key)
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    return new EventReader(
        client, client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
  }

  int status() {
    return response.statusCode();
  }

  String contentType() {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  /** The next event; null at the end of the stream. */
  Event next() throws Exception {
    CompletableFuture<Event> event = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                event.complete(read());
              } catch (IOException | RuntimeException e) {
                event.completeExceptionally(e);
              }
            });
    try {
      return event.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no event within " + PATIENCE_SECONDS + " seconds", e);
    } catch (ExecutionException e) {
      throw new AssertionError("the stream broke", e);
    }
  }

  /** The next event whose data have a text in them. */
  Event next(String text) throws Exception {
    Event event = next();
    while (event != null && !event.data().contains(text)) {
      event = next();
    }
    if (event == null) {
      throw new AssertionError("the stream ended before " + text);
    }
    return event;
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client.shutdownNow();
  }

  private Event read() throws IOException {
    String id = null;
    String name = null;
    String data = null;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.isEmpty() && data != null) {
        return new Event(id, name, data);
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      }
    }
    return null;
  }
}
