package io.mcpscore.gateway.submit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts accepted wishes by what became of them. */
@Singleton
class SubmissionMetrics {

  private final Map<Outcome.Kind, Counter> counters = new EnumMap<>(Outcome.Kind.class);

  SubmissionMetrics(MeterRegistry registry) {
    for (Outcome.Kind kind : Outcome.Kind.values()) {
      counters.put(
          kind,
          registry.counter("mcpscore.scans", "outcome", kind.name().toLowerCase(Locale.ROOT)));
    }
  }

  void count(Outcome outcome) {
    counters.get(outcome.kind()).increment();
  }
}
