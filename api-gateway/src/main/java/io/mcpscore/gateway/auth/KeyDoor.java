package io.mcpscore.gateway.auth;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.http.Rounds;
import io.mcpscore.gateway.redis.RedisEvents;
import io.mcpscore.gateway.redis.RedisUnavailableException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Decides about a well-formed key or a person; what one of them asks at the same time is decided
 * together. Phases: one round trip to Redis for record and counter; on a miss the database, then a
 * second round trip that stores the record and counts; without Redis a local copy that lives about
 * a second, behind it the database, and a local share of the limit. Fails only when database and
 * Redis are both away.
 */
@Singleton
public class KeyDoor {

  private static final long LOCAL_KEYS = 10_000;

  private final KeyCounter counter;
  private final OfflineCounter offline;
  private final DailyUses uses;
  private final Clock clock;
  private final AsyncCache<String, Optional<Credential.Stored>> local;
  private final Rounds<Ask, Admission> rounds = new Rounds<>(this::decide);

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
    return rounds.ask(new Ask(caller, mayAskDatabase));
  }

  /**
   * Recognises and counts one request, as {@link #admit(Credential, boolean)} does.
   *
   * @param decided gets the decision, on the context of the caller
   * @param failed gets the failure, there too
   */
  void admit(
      Credential caller,
      boolean mayAskDatabase,
      Consumer<Admission> decided,
      Consumer<Throwable> failed) {
    rounds.ask(new Ask(caller, mayAskDatabase), decided, failed);
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

  private Uni<List<Admission>> decide(Ask ask, int count) {
    KeyCounter.Asks asks = new KeyCounter.Asks(ask.caller().hash(), clock.instant(), count);
    KeyCounter.Owed owed = offline.take(asks.hash(), asks.day());
    return counter
        .count(asks, owed)
        .chain(
            known ->
                known.isPresent()
                    ? Uni.createFrom().item(told(asks, owed, known.get()))
                    : load(ask, asks, owed))
        .onFailure()
        .invoke(() -> offline.keep(asks.hash(), asks.day(), owed))
        .onFailure(RedisUnavailableException.class)
        .recoverWithUni(() -> ask.mayAskDatabase() ? alone(ask.caller(), asks) : withheld(asks))
        .invoke(this::note);
  }

  private Uni<List<Admission>> load(Ask ask, KeyCounter.Asks asks, KeyCounter.Owed owed) {
    if (!ask.mayAskDatabase()) {
      offline.keep(asks.hash(), asks.day(), owed);
      return withheld(asks);
    }
    return ask.caller()
        .load(asks.day())
        .chain(
            found ->
                found.isEmpty()
                    ? same(asks, new Admission.Unknown())
                    : counter.countWith(asks, owed, found.get()))
        .map(admissions -> told(asks, owed, admissions));
  }

  private List<Admission> told(
      KeyCounter.Asks asks, KeyCounter.Owed owed, List<Admission> admissions) {
    offline.handedIn(asks.hash(), asks.day(), owed);
    lastGranted(admissions)
        .ifPresent(granted -> offline.seen(asks.hash(), granted.day(), granted.used()));
    return admissions;
  }

  private void note(List<Admission> admissions) {
    lastGranted(admissions).ifPresent(uses::note);
  }

  private Uni<List<Admission>> alone(Credential caller, KeyCounter.Asks asks) {
    return Uni.createFrom()
        .completionStage(
            () ->
                local.get(
                    asks.hash(),
                    (hash, executor) -> caller.load(asks.day()).subscribeAsCompletionStage()))
        .map(found -> Stream.generate(() -> alone(found, asks)).limit(asks.count()).toList());
  }

  private Admission alone(Optional<Credential.Stored> found, KeyCounter.Asks asks) {
    return found
        .filter(stored -> !stored.record().isExpired(asks.now()))
        .map(
            stored ->
                stored.record().limit() <= 0
                    ? new Admission.Exhausted(stored.record())
                    : offline.count(asks.hash(), asks.day(), stored))
        .orElseGet(Admission.Unknown::new);
  }

  /** The one with the highest count. */
  private static Optional<Admission.Granted> lastGranted(List<Admission> admissions) {
    return admissions.reversed().stream()
        .filter(Admission.Granted.class::isInstance)
        .map(Admission.Granted.class::cast)
        .findFirst();
  }

  private static Uni<List<Admission>> withheld(KeyCounter.Asks asks) {
    return same(asks, new Admission.Withheld());
  }

  private static Uni<List<Admission>> same(KeyCounter.Asks asks, Admission admission) {
    return Uni.createFrom().item(Collections.nCopies(asks.count(), admission));
  }

  private record Ask(Credential caller, boolean mayAskDatabase) {}
}
