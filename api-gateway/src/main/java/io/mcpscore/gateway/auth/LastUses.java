package io.mcpscore.gateway.auth;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Writes the time of last use of keys, many keys in one statement, at most once a minute. */
@Singleton
public class LastUses {

  private static final Logger LOG = Logger.getLogger(LastUses.class);

  private static final String WRITE =
      """
      UPDATE api_key k SET last_used_at = greatest(k.last_used_at, u.at)
      FROM unnest($1::bigint[], $2::timestamptz[]) AS u (id, at) WHERE k.id = u.id
      """;

  private static final String KEYS = "key_";

  private final Map<Long, OffsetDateTime> uses = new ConcurrentHashMap<>();
  private final Pool pool;
  private final Clock clock;

  LastUses(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * Notes a use.
   *
   * @param counter of a key; people are noted when they are looked up
   */
  public void note(String counter) {
    if (counter.startsWith(KEYS)) {
      uses.put(
          Long.valueOf(counter.substring(KEYS.length())), clock.instant().atOffset(ZoneOffset.UTC));
    }
  }

  /** Writes what was noted since the last time; a failure keeps it for the next. */
  @Scheduled(every = "{mcpscore.keys.last-used-every}", delayed = "5s")
  public Uni<Void> flush() {
    List<Long> ids = new ArrayList<>();
    List<OffsetDateTime> times = new ArrayList<>();
    for (Long id : List.copyOf(uses.keySet())) {
      OffsetDateTime at = uses.remove(id);
      if (at != null) {
        ids.add(id);
        times.add(at);
      }
    }
    if (ids.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return pool.preparedQuery(WRITE)
        .execute(Tuple.of(ids.toArray(Long[]::new), times.toArray(OffsetDateTime[]::new)))
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.warnf("times of last use not written: %s", failure.getClass().getName());
              for (int i = 0; i < ids.size(); i++) {
                uses.putIfAbsent(ids.get(i), times.get(i));
              }
              return Uni.createFrom().voidItem();
            });
  }

  void stop(@Observes ShutdownEvent event) {
    flush().await().atMost(Duration.ofSeconds(2));
  }
}
