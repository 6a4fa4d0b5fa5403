package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.gateway.redis.RedisEvents;
import io.mcpscore.gateway.redis.RedisGate;
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
    door.forget(hash);
    return bury(hash)
        .onFailure()
        .recoverWithUni(
            () -> {
              LOG.warn("a revoked key could not be announced yet");
              bury(hash)
                  .onFailure()
                  .retry()
                  .withBackOff(RETRY, RETRY)
                  .expireIn(recordTtl.toMillis())
                  .subscribe()
                  .with(done -> {}, failure -> LOG.warn("a revoked key was never announced"));
              return Uni.createFrom().voidItem();
            });
  }

  /** Keys whose limit changed: their records are read afresh. */
  public Uni<Void> changed(List<String> hashes) {
    if (hashes.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Request delete = Request.cmd(Command.DEL);
    hashes.forEach(hash -> delete.arg(KeyRecord.redisKey(hash)));
    return redis.send(delete).replaceWithVoid().onFailure().recoverWithNull();
  }

  private Uni<Void> bury(String hash) {
    Request tombstone =
        Request.cmd(Command.SET)
            .arg(KeyRecord.redisKey(hash))
            .arg(KeyRecord.TOMBSTONE)
            .arg("EX")
            .arg(TOMBSTONE_SECONDS);
    Request notice = Request.cmd(Command.PUBLISH).arg(RedisEvents.REVOKED).arg(hash);
    return redis.send(tombstone).chain(done -> redis.send(notice)).replaceWithVoid();
  }
}
