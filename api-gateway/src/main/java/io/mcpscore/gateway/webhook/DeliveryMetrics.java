package io.mcpscore.gateway.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Counts attempts by how they ended; names neither receivers nor accounts. */
@Singleton
class DeliveryMetrics {

  private final MeterRegistry registry;

  DeliveryMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void underWay(Supplier<Number> count) {
    Gauge.builder("mcpscore.webhooks.underway", count).register(registry);
  }

  void ended(Answer answer, boolean givenUp) {
    String outcome = answer.isDelivered() ? "delivered" : answer.error().key();
    registry.counter("mcpscore.webhooks.attempts", "outcome", outcome).increment();
    if (givenUp) {
      registry.counter("mcpscore.webhooks.given.up").increment();
    }
  }
}
