package io.mcpscore.gateway.read;

import io.mcpscore.gateway.config.ResultSettings;
import io.mcpscore.gateway.redis.RedisEvents;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Requests that wait for a scan to end. They are woken by the worker's word over Redis and, because
 * that may be lost, by one query per second for all of them together.
 */
@Singleton
class Waiters {

  private static final String ENDED =
      "SELECT id FROM scan WHERE id = ANY($1) AND status IN ('complete', 'failed')";

  private final Map<String, Awaited> scans = new ConcurrentHashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Pool pool;
  private final int most;

  Waiters(Pool pool, RedisEvents events, ResultSettings settings, MeterRegistry metrics) {
    this.pool = pool;
    this.most = settings.maxWaiters();
    events.onEnd(this::wake);
    metrics.gauge("mcpscore.waiters", waiting, AtomicInteger::get);
  }

  /**
   * Takes a place; read the scan once more after that, so that no end is missed.
   *
   * @return what ends when the scan has ended, to be followed by {@link #leave}; empty when too
   *     many wait already
   */
  Optional<CompletableFuture<Void>> enter(String scanId) {
    if (waiting.incrementAndGet() > most) {
      waiting.decrementAndGet();
      return Optional.empty();
    }
    Awaited awaited =
        scans.compute(
            scanId,
            (id, known) ->
                known == null
                    ? new Awaited(new CompletableFuture<>(), 1)
                    : new Awaited(known.end(), known.requests() + 1));
    return Optional.of(awaited.end());
  }

  /** Gives a place back. */
  void leave(String scanId) {
    waiting.decrementAndGet();
    scans.computeIfPresent(
        scanId,
        (id, known) ->
            known.requests() == 1 ? null : new Awaited(known.end(), known.requests() - 1));
  }

  /** Asks the database about every scan that is waited for. */
  @Scheduled(
      every = "{mcpscore.results.poll-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> poll() {
    if (scans.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return pool.preparedQuery(ENDED)
        .execute(Tuple.of(scans.keySet().toArray(String[]::new)))
        .invoke(rows -> rows.forEach(row -> wake(row.getString("id"))))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private void wake(String scanId) {
    Awaited awaited = scans.get(scanId);
    if (awaited != null) {
      awaited.end().complete(null);
    }
  }

  private record Awaited(CompletableFuture<Void> end, int requests) {}
}
