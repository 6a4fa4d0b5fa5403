package io.mcpscore.gateway.probe;

import io.mcpscore.gateway.net.Targets;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Small GET requests to git hosts, sent where {@link Targets} says. Follows no redirect by itself.
 */
@Singleton
class HostClient {

  private static final Logger LOG = Logger.getLogger(HostClient.class);
  private static final int CONNECT_MILLIS = 2000;
  private static final int MAX_BODY = 256 * 1024;

  private final HttpClient client;
  private final Targets targets;

  HostClient(Vertx vertx, Targets targets) {
    this.targets = targets;
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setMaxPoolSize(64)
                .setKeepAlive(false)
                // A body that is small when it arrives must stay so.
                .setDecompressionSupported(false));
  }

  /**
   * An answer, of which only a bounded body is read, and only when asked for.
   *
   * @param status HTTP status
   * @param contentType as the host said, or the empty text
   * @param location of a redirect, or null
   * @param body bytes, empty unless asked for
   */
  record Reply(int status, String contentType, String location, Buffer body) {}

  /**
   * Asks once.
   *
   * @param url absolute, http or https
   * @param trusted whether the operator named this URL, so that any address will do
   * @param headers to send
   * @param withBody whether the body matters
   */
  Uni<Reply> get(URI url, boolean trusted, Map<String, String> headers, boolean withBody) {
    return targets
        .of(HttpMethod.GET, url, trusted)
        .chain(options -> send(options, headers, response -> read(response, withBody)));
  }

  /**
   * Asks once and reads the beginning of the body, however long it is.
   *
   * @param url absolute, http or https
   * @param trusted whether the operator named this URL, so that any address will do
   * @param headers to send
   * @param bytes to read at most
   */
  Uni<Reply> start(URI url, boolean trusted, Map<String, String> headers, int bytes) {
    return targets
        .of(HttpMethod.GET, url, trusted)
        .chain(options -> send(options, headers, response -> start(response, bytes)));
  }

  void stop(@Observes ShutdownEvent event) {
    client.close();
  }

  private Uni<Reply> send(
      RequestOptions options,
      Map<String, String> headers,
      Function<HttpClientResponse, Future<Reply>> reader) {
    headers.forEach(options::putHeader);
    return Uni.createFrom()
        .completionStage(
            () ->
                client
                    .request(options)
                    .compose(request -> request.send())
                    .compose(reader)
                    .toCompletionStage());
  }

  private static Future<Reply> read(HttpClientResponse response, boolean withBody) {
    String type = response.getHeader("Content-Type");
    String length = response.getHeader("Content-Length");
    boolean readable = withBody && length != null && length.length() < 7;
    if (!readable || Integer.parseInt(length) > MAX_BODY) {
      // What follows may be any amount of data; nothing of it is wanted.
      response.exceptionHandler(expected -> LOG.trace("cut off"));
      response.request().reset();
      return Future.succeededFuture(reply(response, type, Buffer.buffer()));
    }
    return response.body().map(body -> reply(response, type, body));
  }

  private static Future<Reply> start(HttpClientResponse response, int bytes) {
    String type = response.getHeader("Content-Type");
    Buffer start = Buffer.buffer();
    Promise<Reply> read = Promise.promise();
    Runnable enough =
        () -> {
          if (read.tryComplete(reply(response, type, start))) {
            response.request().reset();
          }
        };
    response.exceptionHandler(expected -> LOG.trace("cut off"));
    response.endHandler(end -> read.tryComplete(reply(response, type, start)));
    response.handler(
        chunk -> {
          start.appendBuffer(chunk, 0, Math.min(chunk.length(), bytes - start.length()));
          if (start.length() >= bytes) {
            enough.run();
          }
        });
    if (bytes == 0) {
      enough.run();
    }
    return read.future();
  }

  private static Reply reply(HttpClientResponse response, String type, Buffer body) {
    return new Reply(
        response.statusCode(), type == null ? "" : type, response.getHeader("Location"), body);
  }
}
