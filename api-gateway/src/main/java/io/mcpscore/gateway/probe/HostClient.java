package io.mcpscore.gateway.probe;

import io.mcpscore.model.PublicAddresses;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Small GET requests to git hosts. Follows no redirect by itself. For hosts that the operator did
 * not vouch for, the name is resolved once, private addresses are refused, and the request goes to
 * the very address that was checked.
 */
@Singleton
class HostClient {

  private static final Logger LOG = Logger.getLogger(HostClient.class);
  private static final int CONNECT_MILLIS = 2000;
  private static final int MAX_BODY = 256 * 1024;

  private final HttpClient client;

  HostClient(Vertx vertx) {
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
    return target(url, trusted)
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
    return target(url, trusted)
        .chain(options -> send(options, headers, response -> start(response, bytes)));
  }

  void stop(@Observes ShutdownEvent event) {
    client.close();
  }

  private static Uni<RequestOptions> target(URI url, boolean trusted) {
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url.toString());
    if (trusted) {
      return Uni.createFrom().item(options);
    }
    return Uni.createFrom()
        .item(() -> resolve(url.getHost()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .map(
            address ->
                options.setServer(
                    SocketAddress.inetSocketAddress(options.getPort(), address.getHostAddress())));
  }

  private static InetAddress resolve(String host) {
    try {
      InetAddress[] addresses = InetAddress.getAllByName(host);
      for (InetAddress address : addresses) {
        if (!PublicAddresses.contains(address)) {
          throw new IllegalStateException("the git host has a private address");
        }
      }
      return addresses[0];
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the git host has no address", e);
    }
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
