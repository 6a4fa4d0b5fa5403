package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.redis.RedisGate;
import io.mcpscore.gateway.redis.RedisScript;
import io.mcpscore.model.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Key records and daily counters in Redis. One script reads the record and counts, so that a limit
 * of 100 admits exactly 100 whatever arrives at once: the counter grows up to the limit alone. Uses
 * that were granted while Redis was away are added by the next call of that key. A counter that
 * Redis lost begins with what this gateway saw last and what the database holds.
 */
@Singleton
public class KeyCounter {

  // KEYS[1] record; ARGV: 1 day, 2 seconds to keep the counter, 3 record to store if absent or '',
  // 4 seconds to keep the record, 5 last count seen by this gateway, 6 uses granted during an
  // outage, 7 count that the database holds, 8 second of the epoch, 9 requests to count. A record
  // that is stale, or of an older version of its account, is as good as absent.
  private static final RedisScript COUNT =
      new RedisScript(
          """
          local function outdated(key)
            if key.revoked then return false end
            if key.stale or not key.counter then return true end
            local least = redis.call('GET', 'mcpscore:account:' .. string.format('%.0f', key.accountId))
            return least and key.version < tonumber(least)
          end
          local record = redis.call('GET', KEYS[1])
          local key = record and cjson.decode(record)
          if not key or outdated(key) then
            if ARGV[3] == '' then return {} end
            record = ARGV[3]
            if not key or not key.stale then redis.call('SET', KEYS[1], record, 'EX', ARGV[4]) end
            key = cjson.decode(record)
          end
          if key.revoked or key.limit <= 0 or (key.expires and tonumber(ARGV[8]) >= key.expires) then
            return {record, 0, 0}
          end
          local counter = 'mcpscore:count:' .. key.counter .. ':' .. ARGV[1]
          local stored = redis.call('GET', counter)
          local used = tonumber(stored or '0')
          local offline = tonumber(ARGV[6])
          if offline > 0 or not stored then used = math.max(used, tonumber(ARGV[5])) + offline end
          -- What was granted offline may be among what the database holds: the larger, not the sum.
          used = math.max(used, tonumber(ARGV[7]))
          local granted = math.max(0, math.min(tonumber(ARGV[9]), key.limit - used))
          used = used + granted
          redis.call('SET', counter, string.format('%.0f', used), 'EX', ARGV[2])
          return {record, used, granted}
          """);

  // KEYS[1] counter
  private static final RedisScript UNDO =
      new RedisScript(
          """
          if tonumber(redis.call('GET', KEYS[1]) or '0') > 0 then redis.call('DECR', KEYS[1]) end
          return {}
          """);

  private static final long COUNTER_SECONDS = 26L * 3600;

  private final RedisGate redis;
  private final KeySettings settings;

  KeyCounter(RedisGate redis, KeySettings settings) {
    this.redis = redis;
    this.settings = settings;
  }

  /**
   * Counts requests of a caller whose record Redis may hold.
   *
   * @param asks the caller, the time, and how many
   * @param owed what was granted while Redis was away
   * @return the decision on each; empty when Redis holds no record
   */
  public Uni<Optional<List<Admission>>> count(Asks asks, Owed owed) {
    return run(asks, owed, "", 0);
  }

  /**
   * Stores a record, unless one or a tombstone is there already, and counts requests.
   *
   * @param asks the caller, the time, and how many
   * @param owed what was granted while Redis was away
   * @param stored what the database holds
   * @return the decision on each
   */
  public Uni<List<Admission>> countWith(Asks asks, Owed owed, Credential.Stored stored) {
    return run(asks, owed, Json.write(stored.record()), stored.counted())
        .map(Optional::orElseThrow);
  }

  /** Takes one request back that was counted. */
  public Uni<Void> undo(String counter, UtcDay day) {
    return UNDO.run(redis, KeyRecord.countKey(counter, day), List.of()).replaceWithVoid();
  }

  private Uni<Optional<List<Admission>>> run(Asks asks, Owed owed, String record, int counted) {
    List<String> arguments =
        List.of(
            asks.day().compact(),
            String.valueOf(COUNTER_SECONDS),
            record,
            String.valueOf(Math.max(1, settings.recordTtl().toSeconds())),
            String.valueOf(owed.seen()),
            String.valueOf(owed.offline()),
            String.valueOf(counted),
            String.valueOf(asks.now().getEpochSecond()),
            String.valueOf(asks.count()));
    return COUNT
        .run(redis, KeyRecord.redisKey(asks.hash()), arguments)
        .map(answer -> answer.size() == 0 ? Optional.empty() : Optional.of(read(answer, asks)));
  }

  private static List<Admission> read(Response answer, Asks asks) {
    int used = answer.get(1).toInteger();
    int granted = answer.get(2).toInteger();
    return KeyRecord.read(answer.get(0).toString())
        .filter(key -> !key.isExpired(asks.now()))
        .map(key -> decisions(key, used, granted, asks))
        .orElseGet(() -> Collections.nCopies(asks.count(), new Admission.Unknown()));
  }

  private static List<Admission> decisions(KeyRecord key, int used, int granted, Asks asks) {
    List<Admission> decisions = new ArrayList<>(asks.count());
    for (int i = 1; i <= granted; i++) {
      decisions.add(new Admission.Granted(key, used - granted + i, asks.day()));
    }
    while (decisions.size() < asks.count()) {
      decisions.add(new Admission.Exhausted(key));
    }
    return decisions;
  }

  /**
   * Requests of one caller to count.
   *
   * @param hash of the caller
   * @param now time of the requests
   * @param count how many
   */
  public record Asks(String hash, Instant now, int count) {

    /** The day to count them in. */
    public UtcDay day() {
      return UtcDay.of(now);
    }
  }

  /**
   * What a gateway granted on its own.
   *
   * @param seen last count that Redis told
   * @param offline uses granted since
   */
  public record Owed(int seen, int offline) {

    /** Nothing. */
    public static final Owed NONE = new Owed(0, 0);
  }
}
