package io.mcpscore.gateway.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.redis.RedisEvents;
import io.mcpscore.gateway.redis.RedisUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Decides about a well-formed key. Phases: one round trip to Redis for record and counter; on a
 * miss the database, then a second round trip that stores the record and counts; without Redis a
 * local copy that lives about a second, behind it the database, and a local share of the limit.
 * Fails only when database and Redis are both away.
 */
@Singleton
public class KeyDoor {

  private static final long LOCAL_KEYS = 10_000;

  private final KeyCounter counter;
  private final OfflineCounter offline;
  private final KeyTable table;
  private final Clock clock;
  private final AsyncCache<String, Optional<KeyRecord>> local;

  KeyDoor(
      KeyCounter counter,
      OfflineCounter offline,
      KeyTable table,
      RedisEvents events,
      KeySettings settings,
      Clock clock) {
    this.counter = counter;
    this.offline = offline;
    this.table = table;
    this.clock = clock;
    this.local =
        Caffeine.newBuilder()
            .maximumSize(LOCAL_KEYS)
            .expireAfterWrite(settings.localTtl())
            .buildAsync();
    events.listen(
        (channel, hash) -> {
          if (channel.equals(RedisEvents.REVOKED)) {
            forget(hash);
          }
        });
  }

  /**
   * Recognises and counts one request.
   *
   * @param hash of the key
   * @param mayAskDatabase false for callers who sent too many bad keys
   */
  public Uni<Admission> admit(String hash, boolean mayAskDatabase) {
    UtcDay day = UtcDay.of(clock.instant());
    KeyCounter.Owed owed = offline.take(hash, day);
    return counter
        .count(hash, day, owed)
        .chain(
            known ->
                known
                    .map(admission -> Uni.createFrom().item(noted(hash, day, owed, admission)))
                    .orElseGet(() -> load(hash, day, owed, mayAskDatabase)))
        .onFailure()
        .invoke(() -> offline.keep(hash, day, owed))
        .onFailure(RedisUnavailableException.class)
        .recoverWithUni(() -> mayAskDatabase ? alone(hash, day) : withheld());
  }

  /** Forgets what this gateway knows of a key; others are told over Redis. */
  public void forget(String hash) {
    local.synchronous().invalidate(hash);
  }

  /** Takes back a request that turned out not to count. */
  public Uni<Void> undo(String hash, Admission.Granted granted) {
    return counter
        .undo(granted.key().keyId(), granted.day())
        .onFailure()
        .recoverWithUni(
            () -> {
              offline.undo(hash, granted.day());
              return Uni.createFrom().voidItem();
            });
  }

  private Uni<Admission> load(
      String hash, UtcDay day, KeyCounter.Owed owed, boolean mayAskDatabase) {
    if (!mayAskDatabase) {
      offline.keep(hash, day, owed);
      return withheld();
    }
    return table
        .find(hash)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(noted(hash, day, owed, new Admission.Unknown()))
                    : counter
                        .countWith(hash, day, owed, found.get())
                        .map(admission -> noted(hash, day, owed, admission)));
  }

  private Admission noted(String hash, UtcDay day, KeyCounter.Owed owed, Admission admission) {
    offline.handedIn(hash, day, owed);
    if (admission instanceof Admission.Granted granted) {
      offline.seen(hash, granted.day(), granted.used());
    }
    return admission;
  }

  private Uni<Admission> alone(String hash, UtcDay day) {
    return Uni.createFrom()
        .completionStage(
            () -> local.get(hash, (key, executor) -> table.find(key).subscribeAsCompletionStage()))
        .map(
            found ->
                found
                    .map(
                        key ->
                            key.limit() <= 0
                                ? new Admission.Exhausted(key)
                                : offline.count(hash, day, key))
                    .orElseGet(Admission.Unknown::new));
  }

  private static Uni<Admission> withheld() {
    return Uni.createFrom().item(new Admission.Withheld());
  }
}
