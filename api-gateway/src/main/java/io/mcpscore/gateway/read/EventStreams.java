package io.mcpscore.gateway.read;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.Credential;
import io.mcpscore.gateway.auth.UtcDay;
import io.mcpscore.gateway.config.EventSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.redis.RedisEvents;
import io.mcpscore.model.Channels;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Progress;
import io.mcpscore.model.ScanStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * The open streams of this gateway. They are told by the worker's word over Redis and, because that
 * may be lost or Redis away, by one look per second at the rows, and at the progress that was told
 * last, of all of them together. A revoked key's streams end at once, or as soon as Redis is back.
 */
@Singleton
class EventStreams {

  private static final Logger LOG = Logger.getLogger(EventStreams.class);
  private static final String STANDING = "SELECT id, status FROM scan WHERE id = ANY($1)";

  private final Map<String, Set<EventStream>> byScan = new ConcurrentHashMap<>();
  private final Map<String, Integer> byKey = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final ScanReader reader;
  private final Pool pool;
  private final Vertx vertx;
  private final EventSettings settings;
  private final Clock clock;

  EventStreams(
      ScanReader reader,
      Pool pool,
      Vertx vertx,
      RedisEvents events,
      EventSettings settings,
      Clock clock,
      MeterRegistry metrics) {
    this.reader = reader;
    this.pool = pool;
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    events.listen(this::heard);
    events.onResumption(this::resumed);
    metrics.gauge("mcpscore.streams", open, AtomicInteger::get);
  }

  /**
   * Opens a stream, on the context of its request.
   *
   * @param http the request, whose answer becomes the stream
   * @param scanId a scan of the caller's account
   * @param lastEventId what the client saw last, or null
   * @return ends with the stream; cancelling it ends the stream
   * @throws ApiException {@code STREAM_LIMIT_EXCEEDED} when too many are open
   */
  Uni<Void> open(RoutingContext http, String scanId, String lastEventId) {
    Caller caller = Caller.of(http);
    enter(caller.hash());
    return Uni.createFrom()
        .emitter(
            emitter -> {
              EventStream[] self = new EventStream[1];
              long[] timers = new long[2];
              EventStream stream =
                  new EventStream(
                      scanId,
                      caller,
                      reader,
                      vertx.getOrCreateContext(),
                      http.response(),
                      () -> {
                        vertx.cancelTimer(timers[0]);
                        vertx.cancelTimer(timers[1]);
                        leave(self[0]);
                        emitter.complete(null);
                      });
              self[0] = stream;
              timers[0] =
                  vertx.setPeriodic(settings.heartbeat().toMillis(), timer -> stream.beat());
              timers[1] = vertx.setTimer(settings.maxTime().toMillis(), timer -> stream.end());
              byScan.compute(
                  scanId,
                  (id, streams) -> {
                    Set<EventStream> all =
                        streams == null ? ConcurrentHashMap.newKeySet() : streams;
                    all.add(stream);
                    return all;
                  });
              emitter.onTermination(stream::end);
              stream.begin(lastEventId);
            });
  }

  /** Asks the database, and Redis, about every scan that is followed. */
  @Scheduled(
      every = "{mcpscore.events.poll-every}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> poll() {
    if (byScan.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return pool.preparedQuery(STANDING)
        .execute(Tuple.of(byScan.keySet().toArray(String[]::new)))
        .map(EventStreams::statuses)
        .chain(this::stand)
        .onFailure()
        .recoverWithNull();
  }

  private static Map<String, ScanStatus> statuses(RowSet<Row> rows) {
    Map<String, ScanStatus> statuses = new HashMap<>();
    rows.forEach(row -> statuses.put(row.getString("id"), ScanStatus.of(row.getString("status"))));
    return statuses;
  }

  private Uni<Void> stand(Map<String, ScanStatus> statuses) {
    List<String> running =
        statuses.keySet().stream().filter(id -> statuses.get(id) == ScanStatus.ANALYZING).toList();
    Uni<Map<String, Progress>> progress =
        running.isEmpty() ? Uni.createFrom().item(Map.of()) : reader.progress(running);
    return progress
        .invoke(
            told ->
                statuses.forEach(
                    (id, status) -> of(id).forEach(one -> one.stands(status, told.get(id)))))
        .replaceWithVoid();
  }

  /** What was said while Redis was away went unheard: the scans and the keys are looked up. */
  private void resumed() {
    Map<String, Credential> callers = new HashMap<>();
    byScan
        .values()
        .forEach(
            streams ->
                streams.forEach(
                    stream -> {
                      stream.renew();
                      callers.put(stream.keyHash(), stream.credential());
                    }));
    UtcDay today = UtcDay.of(clock.instant());
    callers.forEach(
        (hash, caller) ->
            caller
                .load(today)
                .subscribe()
                .with(
                    found -> {
                      if (found.isEmpty()) {
                        endAll(hash);
                      }
                    },
                    failure -> LOG.warn("whether keys of open streams are good is not known")));
  }

  private void endAll(String keyHash) {
    byScan
        .values()
        .forEach(
            streams ->
                streams.stream()
                    .filter(stream -> stream.keyHash().equals(keyHash))
                    .forEach(EventStream::end));
  }

  private void heard(String channel, String message) {
    String prefix = Channels.progress("");
    if (channel.startsWith(prefix)) {
      of(channel.substring(prefix.length())).forEach(stream -> stream.told(message));
    } else if (channel.equals(RedisEvents.REVOKED) && byKey.containsKey(message)) {
      endAll(message);
    }
  }

  private Set<EventStream> of(String scanId) {
    return byScan.getOrDefault(scanId, Set.of());
  }

  private void enter(String keyHash) {
    if (open.incrementAndGet() > settings.maxOpen()) {
      open.decrementAndGet();
      throw tooMany();
    }
    if (byKey.merge(keyHash, 1, Integer::sum) > settings.maxPerKey()) {
      leave(keyHash);
      throw tooMany();
    }
  }

  private void leave(EventStream stream) {
    byScan.computeIfPresent(
        stream.scanId(),
        (id, streams) -> {
          streams.remove(stream);
          return streams.isEmpty() ? null : streams;
        });
    leave(stream.keyHash());
  }

  private void leave(String keyHash) {
    open.decrementAndGet();
    byKey.computeIfPresent(keyHash, (key, count) -> count == 1 ? null : count - 1);
  }

  private static ApiException tooMany() {
    return new ApiException(
        ErrorCode.STREAM_LIMIT_EXCEEDED,
        "Too many open streams",
        "Close some of the streams of this key, or wait with GET /api/v1/scan/{id}?wait=60");
  }
}
