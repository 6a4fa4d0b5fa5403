package io.mcpscore.gateway.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/** Figures of the queue as the gateway sees it. */
@Singleton
class QueueMetrics {

  private final Counter direct;
  private final Counter relayed;
  private final Counter returned;
  private final Counter givenUp;
  private final AtomicReference<Double> lag = new AtomicReference<>(0.0);

  QueueMetrics(MeterRegistry registry, JobPublisher publisher) {
    this.direct = registry.counter("mcpscore.jobs.published", "by", "request");
    this.relayed = registry.counter("mcpscore.jobs.published", "by", "relay");
    this.returned = registry.counter("mcpscore.jobs.reaped", "outcome", "returned");
    this.givenUp = registry.counter("mcpscore.jobs.reaped", "outcome", "failed");
    registry.gauge("mcpscore.relay.lag.seconds", lag, AtomicReference::get);
    registry.gauge("mcpscore.kafka.up", publisher, p -> p.isOpen() ? 1 : 0);
  }

  void publishedDirectly() {
    direct.increment();
  }

  void relayed(int jobs) {
    relayed.increment(jobs);
  }

  void reaped(boolean failed) {
    (failed ? givenUp : returned).increment();
  }

  void lag(double seconds) {
    lag.set(seconds);
  }
}
