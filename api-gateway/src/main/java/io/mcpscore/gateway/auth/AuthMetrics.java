package io.mcpscore.gateway.auth;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Counts refused keys and tokens by reason. */
@Singleton
public class AuthMetrics {

  /** Why a request was not authenticated. */
  public enum Reason {
    MISSING,
    MALFORMED,
    UNKNOWN,
    SLOWED,
    TOKEN,
    EXPIRED,
    ROLE,
    PROVIDER,
    ADMIN
  }

  private final Map<Reason, Counter> failures = new EnumMap<>(Reason.class);

  AuthMetrics(MeterRegistry registry) {
    for (Reason reason : Reason.values()) {
      failures.put(
          reason,
          registry.counter(
              "mcpscore.auth.failures", "reason", reason.name().toLowerCase(Locale.ROOT)));
    }
  }

  /** Counts one. */
  public void failed(Reason reason) {
    failures.get(reason).increment();
  }
}
