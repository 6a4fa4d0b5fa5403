package io.mcpscore.gateway.queue;

import io.mcpscore.gateway.redis.RedisGate;
import io.mcpscore.model.Channels;
import io.mcpscore.model.ScanStatus;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells the gateways of scans that a gateway itself has ended, so that nobody waits for them. */
@Singleton
public class EndAnnouncer {

  private static final Logger LOG = Logger.getLogger(EndAnnouncer.class);

  private final RedisGate redis;

  EndAnnouncer(RedisGate redis) {
    this.redis = redis;
  }

  /**
   * Says that a scan has failed; the word may be lost, as any word over Redis.
   *
   * @param scanId whose row says so already
   */
  public void failed(String scanId) {
    redis
        .send(
            Request.cmd(Command.PUBLISH)
                .arg(Channels.progress(scanId))
                .arg(ScanStatus.FAILED.key()))
        .subscribe()
        .with(done -> {}, failure -> LOG.debug("not announced"));
  }
}
