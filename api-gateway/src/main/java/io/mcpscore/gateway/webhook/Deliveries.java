package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.config.WebhookSettings;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Sends what is due: in rounds, each of which claims as much as there are free places for. A round
 * follows at once when an event was made here or a place became free; those of other gateways are
 * found by the next poll.
 */
@Singleton
class Deliveries {

  private static final Logger LOG = Logger.getLogger(Deliveries.class);

  private final DeliveryTable table;
  private final Sender sender;
  private final DeliveryMetrics metrics;
  private final Backoff backoff;
  private final int atOnce;
  private final Busy busy = new Busy();

  /** Rounds that were asked for since the running one began, that one included; 0: none runs. */
  private final AtomicInteger asked = new AtomicInteger();

  Deliveries(
      DeliveryTable table, Sender sender, DeliveryMetrics metrics, WebhookSettings settings) {
    this.table = table;
    this.sender = sender;
    this.metrics = metrics;
    this.backoff = new Backoff(settings, () -> ThreadLocalRandom.current().nextDouble());
    this.atOnce = settings.atOnce();
    metrics.underWay(busy::all);
  }

  /** Looks for events that are due now, without keeping the caller waiting. */
  void wake() {
    if (asked.getAndIncrement() == 0) {
      Infrastructure.getDefaultExecutor().execute(this::round);
    }
  }

  @Scheduled(every = "{mcpscore.webhooks.poll-every}", delayed = "2s")
  void poll() {
    wake();
  }

  @Scheduled(every = "1h", delayed = "5m")
  Uni<Void> forget() {
    return table.forget().onFailure().invoke(Deliveries::told).onFailure().recoverWithNull();
  }

  private void round() {
    int answered = asked.get();
    int room = atOnce - busy.all();
    Uni<List<Delivery>> claim =
        room <= 0
            ? Uni.createFrom().item(List.of())
            : table.claim(busy.hosts(), busy.accounts(), room);
    claim
        .invoke(claimed -> claimed.forEach(this::send))
        .subscribe()
        .with(
            claimed -> done(answered),
            failure -> {
              told(failure);
              done(answered);
            });
  }

  private void done(int answered) {
    if (asked.addAndGet(-answered) > 0) {
      Infrastructure.getDefaultExecutor().execute(this::round);
    }
  }

  private void send(Delivery delivery) {
    busy.begin(delivery);
    long start = System.nanoTime();
    sender
        .send(delivery)
        .chain(answer -> settle(delivery, answer, Duration.ofNanos(System.nanoTime() - start)))
        .onTermination()
        .invoke(
            () -> {
              busy.end(delivery);
              wake();
            })
        .subscribe()
        // The claim runs out, and the event is sent again.
        .with(settled -> {}, Deliveries::told);
  }

  private Uni<Boolean> settle(Delivery delivery, Answer answer, Duration took) {
    Duration pause = backoff.after(delivery.tries(), answer.retryAfter());
    return table
        .settle(delivery, answer, took, pause)
        .invoke(givenUp -> metrics.ended(answer, givenUp));
  }

  private static void told(Throwable failure) {
    LOG.warnf("webhooks: %s", failure.getClass().getName());
  }
}
