package io.mcpscore.gateway.queue;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Publishes what a crash, an outage of Kafka or a retry left behind. Rows stay locked while they
 * are being sent, so that several gateways relay different rows; what Kafka does not take stays
 * unpublished. A job may be sent twice; a worker's claim makes sure that it is done once.
 */
@Singleton
class Relay {

  // The channel is connected while the application starts, and so is the scheduler.
  static final String STARTUP = "2s";

  private static final Logger LOG = Logger.getLogger(Relay.class);

  private final JobTopics topics;
  private final JobPublisher publisher;
  private final Outbox outbox;
  private final Pool pool;
  private final QueueMetrics metrics;

  Relay(JobTopics topics, JobPublisher publisher, Outbox outbox, Pool pool, QueueMetrics metrics) {
    this.topics = topics;
    this.publisher = publisher;
    this.outbox = outbox;
    this.pool = pool;
    this.metrics = metrics;
  }

  /** One round. */
  @Scheduled(
      every = "{mcpscore.queue.relay-every}",
      delayed = STARTUP,
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
      skipExecutionIf = Scheduled.ApplicationNotRunning.class)
  Uni<Void> round() {
    return measure()
        .chain(this::findTopics)
        .chain(() -> pool.withTransaction(this::relay))
        .invoke(metrics::relayed)
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.debugf("relay: %s", failure.toString());
              return Uni.createFrom().voidItem();
            });
  }

  private Uni<Void> measure() {
    return outbox.oldestSeconds().invoke(metrics::lag).replaceWithVoid();
  }

  private Uni<Void> findTopics() {
    if (topics.arePresent()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .voidItem()
        .invoke(topics::create)
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .invoke(publisher::found);
  }

  private Uni<Integer> relay(SqlConnection transaction) {
    return outbox
        .lock(transaction)
        .chain(
            entries ->
                entries.isEmpty()
                    ? Uni.createFrom().item(0)
                    : sendAll(entries)
                        .chain(
                            () ->
                                outbox.mark(
                                    transaction, entries.stream().map(Outbox.Entry::job).toList()))
                        .replaceWith(entries.size()));
  }

  private Uni<Void> sendAll(List<Outbox.Entry> entries) {
    return Uni.join()
        .all(
            entries.stream()
                .map(entry -> publisher.send(entry.job(), entry.bulk(), entry.requestId()))
                .toList())
        .andFailFast()
        .invoke(sent -> publisher.found())
        .replaceWithVoid();
  }
}
