package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.redis.RedisGate;
import io.mcpscore.gateway.redis.RedisScript;
import io.mcpscore.model.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Key records and daily counters in Redis. One script reads the record and counts, so that a limit
 * of 100 admits exactly 100 whatever arrives at once: the counter grows only while it is below the
 * limit. Uses that were granted while Redis was away are added by the next call of that key.
 */
@Singleton
public class KeyCounter {

  // KEYS[1] record; ARGV: day, seconds to keep the counter, record to store if absent or '',
  // seconds to keep the record, last count seen before an outage, uses granted during it
  private static final RedisScript COUNT =
      new RedisScript(
          """
          local record = redis.call('GET', KEYS[1])
          if not record then
            if ARGV[3] == '' then return {} end
            record = ARGV[3]
            redis.call('SET', KEYS[1], record, 'EX', ARGV[4])
          end
          local key = cjson.decode(record)
          if key.revoked or key.limit <= 0 then return {record, 0, 0} end
          local counter = 'mcpscore:count:' .. string.format('%.0f', key.keyId) .. ':' .. ARGV[1]
          local used = tonumber(redis.call('GET', counter) or '0')
          local offline = tonumber(ARGV[6])
          if offline > 0 then used = math.max(used, tonumber(ARGV[5])) + offline end
          local granted = 0
          if used < key.limit then
            used = used + 1
            granted = 1
          end
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
   * Counts one request of a key whose record Redis may hold.
   *
   * @param hash of the key
   * @param day to count in
   * @param owed what was granted while Redis was away
   * @return the decision; empty when Redis holds no record
   */
  public Uni<Optional<Admission>> count(String hash, UtcDay day, Owed owed) {
    return run(hash, day, owed, "");
  }

  /**
   * Stores a record, unless one or a tombstone is there already, and counts one request.
   *
   * @param hash of the key
   * @param day to count in
   * @param owed what was granted while Redis was away
   * @param record from the database
   */
  public Uni<Admission> countWith(String hash, UtcDay day, Owed owed, KeyRecord record) {
    return run(hash, day, owed, Json.write(record)).map(Optional::orElseThrow);
  }

  /** Takes one request back that was counted. */
  public Uni<Void> undo(long keyId, UtcDay day) {
    return UNDO.run(redis, "mcpscore:count:" + keyId + ":" + day.compact(), List.of())
        .replaceWithVoid();
  }

  private Uni<Optional<Admission>> run(String hash, UtcDay day, Owed owed, String record) {
    List<String> arguments =
        List.of(
            day.compact(),
            String.valueOf(COUNTER_SECONDS),
            record,
            String.valueOf(Math.max(1, settings.recordTtl().toSeconds())),
            String.valueOf(owed.seen()),
            String.valueOf(owed.offline()));
    return COUNT
        .run(redis, KeyRecord.redisKey(hash), arguments)
        .map(answer -> answer.size() == 0 ? Optional.empty() : Optional.of(read(answer, day)));
  }

  private static Admission read(Response answer, UtcDay day) {
    int used = answer.get(1).toInteger();
    boolean granted = answer.get(2).toInteger() == 1;
    return KeyRecord.read(answer.get(0).toString())
        .<Admission>map(
            key -> granted ? new Admission.Granted(key, used, day) : new Admission.Exhausted(key))
        .orElseGet(Admission.Unknown::new);
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
