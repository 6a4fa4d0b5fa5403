package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.gateway.net.TargetException;
import io.mcpscore.gateway.net.Targets;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Sends events. Only the head of an answer matters; what follows is read up to a small limit, so
 * that honest receivers can finish, and thrown away. Follows no redirect, keeps no connection.
 */
@Singleton
class Sender {

  private static final Logger LOG = Logger.getLogger(Sender.class);

  private final Vertx vertx;
  private final Targets targets;
  private final WebhookUrls urls;
  private final Clock clock;
  private final HttpClient client;
  private final Duration timeout;
  private final long answerBytes;

  @Inject
  Sender(Vertx vertx, Targets targets, WebhookUrls urls, WebhookSettings settings, Clock clock) {
    this(vertx, targets, urls, settings, clock, new HttpClientOptions());
  }

  Sender(
      Vertx vertx,
      Targets targets,
      WebhookUrls urls,
      WebhookSettings settings,
      Clock clock,
      HttpClientOptions base) {
    this.vertx = vertx;
    this.targets = targets;
    this.urls = urls;
    this.clock = clock;
    this.timeout = settings.timeout();
    this.answerBytes = settings.answerSize().asLongValue();
    this.client =
        vertx.createHttpClient(
            base.setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setSslHandshakeTimeout(settings.connectTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxPoolSize(settings.atOnce())
                .setKeepAlive(false)
                .setDecompressionSupported(false));
  }

  /** One attempt; never fails. */
  Uni<Answer> send(Delivery delivery) {
    return targets
        .of(HttpMethod.POST, delivery.url(), urls.isTrusted(delivery.url()))
        .chain(
            target ->
                Uni.createFrom()
                    .completionStage(
                        () -> exchange(signed(target, delivery), delivery).toCompletionStage()))
        .ifNoItem()
        .after(timeout)
        .fail()
        .onFailure()
        .recoverWithItem(failure -> Answer.failed(error(failure)));
  }

  void stop(@Observes ShutdownEvent event) {
    client.close();
  }

  private RequestOptions signed(RequestOptions target, Delivery delivery) {
    String id = delivery.event().id();
    long timestamp = clock.instant().getEpochSecond();
    return target
        .putHeader("Content-Type", "application/json")
        .putHeader("User-Agent", "mcpscore-webhooks")
        .putHeader("webhook-id", id)
        .putHeader("webhook-timestamp", String.valueOf(timestamp))
        .putHeader(
            "webhook-signature", Signature.of(delivery.keys(), id, timestamp, delivery.body()));
  }

  private Future<Answer> exchange(RequestOptions target, Delivery delivery) {
    return client
        .request(target)
        .compose(
            request -> {
              long timer = vertx.setTimer(timeout.toMillis(), late -> request.reset());
              return request
                  .send(Buffer.buffer(delivery.body()))
                  .onFailure(failure -> vertx.cancelTimer(timer))
                  .map(response -> answer(request, response, timer));
            });
  }

  private Answer answer(HttpClientRequest request, HttpClientResponse response, long timer) {
    AtomicLong left = new AtomicLong(answerBytes);
    response.exceptionHandler(expected -> LOG.trace("cut off"));
    response.endHandler(end -> vertx.cancelTimer(timer));
    response.handler(
        bytes -> {
          if (left.addAndGet(-bytes.length()) < 0) {
            request.reset();
          }
        });
    return Answer.of(
        response.statusCode(), RetryAfter.read(response.getHeader("Retry-After"), clock.instant()));
  }

  private static DeliveryError error(Throwable failure) {
    return switch (failure) {
      case TargetException refused ->
          refused.reason() == TargetException.Reason.UNKNOWN_HOST
              ? DeliveryError.UNKNOWN_HOST
              : DeliveryError.PRIVATE_ADDRESS;
      case TimeoutException _ -> DeliveryError.TIMEOUT;
      case java.net.UnknownHostException _ -> DeliveryError.UNKNOWN_HOST;
      case javax.net.ssl.SSLException _ -> DeliveryError.TLS;
      case java.security.GeneralSecurityException _ -> DeliveryError.TLS;
      case io.netty.channel.ConnectTimeoutException _ -> DeliveryError.TIMEOUT;
      case io.vertx.core.http.StreamResetException _ -> DeliveryError.TIMEOUT;
      case java.io.IOException _ -> DeliveryError.CONNECTION;
      case io.vertx.core.VertxException _ -> DeliveryError.CONNECTION;
      default -> DeliveryError.PROTOCOL;
    };
  }
}
