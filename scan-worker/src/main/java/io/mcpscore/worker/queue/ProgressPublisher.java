package io.mcpscore.worker.queue;

import io.mcpscore.model.Channels;
import io.mcpscore.worker.config.WorkerSettings;
import io.mcpscore.worker.scan.ClaimedScan;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Tells gateways how far scans are, through Redis. Nothing waits for it and nothing depends on it:
 * a message that cannot be sent is dropped.
 */
@Singleton
public class ProgressPublisher {

  private static final long KEEP_SECONDS = 600;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ReactivePubSubCommands<String> channels;
  private final ReactiveValueCommands<String, String> values;
  private final Duration every;

  ProgressPublisher(ReactiveRedisDataSource redis, WorkerSettings settings) {
    this.channels = redis.pubsub(String.class);
    this.values = redis.value(String.class);
    this.every = settings.progressEvery();
  }

  /** The voice of one attempt. */
  ProgressVoice of(ClaimedScan scan) {
    String channel = Channels.progress(scan.id());
    return new ProgressVoice(every, message -> send(channel, message));
  }

  private Uni<Void> send(String channel, String message) {
    // The value first: whoever hears of it may read it.
    return values
        .setex(channel, KEEP_SECONDS, message)
        .chain(() -> channels.publish(channel, message))
        .ifNoItem()
        .after(PATIENCE)
        .fail();
  }
}
