package io.mcpscore.gateway.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.redis.RedisEvents;
import io.mcpscore.gateway.redis.RedisUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides about a well-formed key or a person. Phases: one round trip to Redis for record and
 * counter; on a miss the database, then a second round trip that stores the record and counts;
 * without Redis a local copy that lives about a second, behind it the database, and a local share
 * of the limit. Fails only when database and Redis are both away.
 */
@Singleton
public class KeyDoor {

  private static final long LOCAL_KEYS = 10_000;

  private final KeyCounter counter;
  private final OfflineCounter offline;
  private final DailyUses uses;
  private final Clock clock;
  private final AsyncCache<String, Optional<Credential.Stored>> local;

  KeyDoor(
      KeyCounter counter,
      OfflineCounter offline,
      DailyUses uses,
      RedisEvents events,
      KeySettings settings,
      Clock clock) {
    this.counter = counter;
    this.offline = offline;
    this.uses = uses;
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
   * @param caller who sends it
   * @param mayAskDatabase false for callers who sent too many bad keys
   */
  public Uni<Admission> admit(Credential caller, boolean mayAskDatabase) {
    Instant now = clock.instant();
    UtcDay day = UtcDay.of(now);
    KeyCounter.Owed owed = offline.take(caller.hash(), day);
    return counter
        .count(caller.hash(), now, owed)
        .chain(
            known ->
                known
                    .map(
                        admission ->
                            Uni.createFrom().item(told(caller.hash(), day, owed, admission)))
                    .orElseGet(() -> load(caller, now, owed, mayAskDatabase)))
        .onFailure()
        .invoke(() -> offline.keep(caller.hash(), day, owed))
        .onFailure(RedisUnavailableException.class)
        .recoverWithUni(() -> mayAskDatabase ? alone(caller, now) : withheld())
        .invoke(this::note);
  }

  /** Forgets what this gateway knows of a key; others are told over Redis. */
  public void forget(String hash) {
    local.synchronous().invalidate(hash);
  }

  /** Takes back a request that turned out not to count. */
  public Uni<Void> undo(String hash, Admission.Granted granted) {
    return counter
        .undo(granted.key().counter(), granted.day())
        .onFailure()
        .recoverWithUni(
            () -> {
              offline.undo(hash, granted.day());
              return Uni.createFrom().voidItem();
            });
  }

  private Uni<Admission> load(
      Credential caller, Instant now, KeyCounter.Owed owed, boolean mayAskDatabase) {
    UtcDay day = UtcDay.of(now);
    if (!mayAskDatabase) {
      offline.keep(caller.hash(), day, owed);
      return withheld();
    }
    return caller
        .load(day)
        .chain(
            found ->
                found.isEmpty()
                    ? Uni.createFrom().item(told(caller.hash(), day, owed, new Admission.Unknown()))
                    : counter
                        .countWith(caller.hash(), now, owed, found.get())
                        .map(admission -> told(caller.hash(), day, owed, admission)));
  }

  private Admission told(String hash, UtcDay day, KeyCounter.Owed owed, Admission admission) {
    offline.handedIn(hash, day, owed);
    if (admission instanceof Admission.Granted granted) {
      offline.seen(hash, granted.day(), granted.used());
    }
    return admission;
  }

  private void note(Admission admission) {
    if (admission instanceof Admission.Granted granted) {
      uses.note(granted);
    }
  }

  private Uni<Admission> alone(Credential caller, Instant now) {
    UtcDay day = UtcDay.of(now);
    return Uni.createFrom()
        .completionStage(
            () ->
                local.get(
                    caller.hash(),
                    (hash, executor) -> caller.load(day).subscribeAsCompletionStage()))
        .map(
            found ->
                found
                    .filter(stored -> !stored.record().isExpired(now))
                    .map(
                        stored ->
                            stored.record().limit() <= 0
                                ? new Admission.Exhausted(stored.record())
                                : offline.count(caller.hash(), day, stored))
                    .orElseGet(Admission.Unknown::new));
  }

  private static Uni<Admission> withheld() {
    return Uni.createFrom().item(new Admission.Withheld());
  }
}
