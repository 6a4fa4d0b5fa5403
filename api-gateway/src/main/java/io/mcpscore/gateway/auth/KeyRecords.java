package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.redis.RedisEvents;
import io.mcpscore.gateway.redis.RedisGate;
import io.mcpscore.gateway.redis.RedisScript;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Makes changes of keys known to every gateway. A revoked key's record becomes a tombstone that
 * outlives every record a late reader could still store. When Redis is away it is tried again until
 * the last record that Redis may hold has expired.
 */
@Singleton
public class KeyRecords {

  private static final Logger LOG = Logger.getLogger(KeyRecords.class);
  private static final Duration RETRY = Duration.ofMillis(500);
  private static final long TOMBSTONE_SECONDS = 3600;
  private static final long STALE_SECONDS = 2;
  // Longer than any record lives.
  private static final long VERSION_SECONDS = 86_400;

  // KEYS[1] least version; ARGV: version, seconds to keep it. Two changes may be told in any order.
  private static final RedisScript RAISE =
      new RedisScript(
          """
          if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then
            redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
          end
          return {}
          """);

  private final RedisGate redis;
  private final KeyDoor door;
  private final Duration recordTtl;

  KeyRecords(RedisGate redis, KeyDoor door, KeySettings settings) {
    this.door = door;
    this.redis = redis;
    this.recordTtl = settings.recordTtl();
  }

  /**
   * A key was revoked, and the database says so already.
   *
   * @param hash of the key
   * @return ends when every gateway knows, or at once when Redis is away: gateways then ask the
   *     database, and the tombstone follows
   */
  public Uni<Void> revoked(String hash) {
    return announce(hash, KeyRecord.TOMBSTONE, TOMBSTONE_SECONDS);
  }

  /**
   * The owner of a key or person changed: its record is read afresh. A late reader cannot put the
   * old one back.
   *
   * @param hash of the key or person
   * @return as {@link #revoked}
   */
  public Uni<Void> changed(String hash) {
    return announce(hash, KeyRecord.STALE, STALE_SECONDS);
  }

  /**
   * Tier or limit of an account changed: records of older versions are read afresh.
   *
   * @param accountId whose
   * @param version that the database has now
   * @return as {@link #revoked}
   */
  public Uni<Void> changed(long accountId, long version) {
    List<String> arguments = List.of(String.valueOf(version), String.valueOf(VERSION_SECONDS));
    return surely(
        RAISE.run(redis, KeyRecord.versionKey(accountId), arguments).replaceWithVoid(), recordTtl);
  }

  private Uni<Void> announce(String hash, String mark, long seconds) {
    door.forget(hash);
    Request marking = set(KeyRecord.redisKey(hash), mark, seconds);
    Request notice = Request.cmd(Command.PUBLISH).arg(RedisEvents.REVOKED).arg(hash);
    return surely(
        redis.send(marking).chain(done -> redis.send(notice)).replaceWithVoid(), recordTtl);
  }

  /** Sending twice does no harm, so that whoever fails may try again. */
  private static Uni<Void> surely(Uni<Void> telling, Duration patience) {
    return telling
        .onFailure()
        .recoverWithUni(
            () -> {
              LOG.warn("a change of keys could not be announced yet");
              telling
                  .onFailure()
                  .retry()
                  .withBackOff(RETRY, RETRY)
                  .expireIn(patience.toMillis())
                  .subscribe()
                  .with(done -> {}, failure -> LOG.warn("a change of keys was never announced"));
              return Uni.createFrom().voidItem();
            });
  }

  private static Request set(String key, String value, long seconds) {
    return Request.cmd(Command.SET).arg(key).arg(value).arg("EX").arg(seconds);
  }
}
