package io.mcpscore.gateway.redis;

import io.mcpscore.gateway.config.LimitSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The one way to Redis. Every command has a short budget; after a failure Redis is left alone for a
 * moment, so that an outage costs each request nothing but the way round it.
 */
@Singleton
public class RedisGate {

  private static final Logger LOG = Logger.getLogger(RedisGate.class);

  private static final long OPEN = Long.MIN_VALUE;

  private final Redis redis;
  private final Duration timeout;
  private final Duration pause;
  private final AtomicLong closedUntil = new AtomicLong(OPEN);

  RedisGate(Redis redis, LimitSettings settings, MeterRegistry metrics) {
    this.redis = redis;
    this.timeout = settings.redisTimeout();
    this.pause = settings.redisPause();
    metrics.gauge("mcpscore.redis.up", this, gate -> gate.isOpen() ? 1 : 0);
  }

  /** Whether Redis answered when it was last asked, or may be asked again. */
  public boolean isOpen() {
    return closedUntil.get() == OPEN;
  }

  /**
   * Sends one command.
   *
   * @param request the command
   * @return its answer, or {@link RedisUnavailableException} for whatever went wrong; only an
   *     unknown script is told apart, see {@link #isUnknownScript}
   */
  public Uni<Response> send(Request request) {
    return Uni.createFrom().deferred(() -> isPaused() ? paused() : ask(request));
  }

  /** Whether Redis works and merely lost its scripts. */
  static boolean isUnknownScript(Throwable failure) {
    return failure instanceof ErrorType error && error.is("NOSCRIPT");
  }

  private Uni<Response> ask(Request request) {
    return redis
        .send(request)
        .ifNoItem()
        .after(timeout)
        .fail()
        .onItem()
        .invoke(this::opened)
        .onFailure(failure -> !isUnknownScript(failure))
        .transform(this::closed);
  }

  private boolean isPaused() {
    long until = closedUntil.get();
    return until != OPEN && System.nanoTime() - until < 0;
  }

  private static Uni<Response> paused() {
    return Uni.createFrom().failure(new RedisUnavailableException(null));
  }

  private void opened() {
    if (closedUntil.getAndSet(OPEN) != OPEN) {
      LOG.info("redis answers again");
    }
  }

  private Throwable closed(Throwable cause) {
    if (closedUntil.getAndSet(System.nanoTime() + pause.toNanos()) == OPEN) {
      LOG.warnf("redis is away, going on without it: %s", cause.getClass().getName());
    }
    return new RedisUnavailableException(cause);
  }
}
