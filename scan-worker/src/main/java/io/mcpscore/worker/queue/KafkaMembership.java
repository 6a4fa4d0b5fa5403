package io.mcpscore.worker.queue;

import io.mcpscore.model.Channels;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Leaves the consumer group before the connector would, which is when the application has stopped.
 */
@Singleton
class KafkaMembership implements Membership {

  private static final Logger LOG = Logger.getLogger(KafkaMembership.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaClientService kafka;

  KafkaMembership(KafkaClientService kafka) {
    this.kafka = kafka;
  }

  @Override
  public void leave() {
    List<Uni<Void>> leaving =
        List.of(Channels.JOBS, Channels.JOBS_BULK).stream()
            .flatMap(channel -> consumers(channel).stream())
            .map(KafkaMembership::leave)
            .toList();
    if (leaving.isEmpty()) {
      return;
    }
    try {
      Uni.join().all(leaving).andCollectFailures().await().atMost(PATIENCE);
    } catch (RuntimeException e) {
      // The group notices by itself once the session has ended.
      LOG.infof("the group was not left in order: %s", causes(e));
    }
  }

  /** The classes of what went wrong; their messages may hold addresses. */
  private static String causes(RuntimeException e) {
    List<Throwable> all = e instanceof CompositeException many ? many.getCauses() : List.of(e);
    return all.stream()
        .map(
            cause ->
                cause.getCause() == null
                    ? cause.getClass().getName()
                    : cause.getClass().getName() + " of " + cause.getCause().getClass().getName())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static Uni<Void> leave(KafkaConsumer<String, String> consumer) {
    // A block, since there is a method for functions too.
    return consumer
        .runOnPollingThread(
            polling -> {
              polling.unsubscribe();
            })
        // Its thread has ended: it was closed, and left the group with that.
        .onFailure(RejectedExecutionException.class)
        .recoverWithNull();
  }

  private List<KafkaConsumer<String, String>> consumers(String channel) {
    return kafka.getConsumers(channel);
  }
}
