package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How finished scans are reused and how running ones are waited for. */
@ConfigMapping(prefix = "mcpscore.results")
public interface ResultSettings {

  /** Age up to which a finished scan answers a request for the same repository. */
  @WithDefault("24h")
  Duration reuseFor();

  /**
   * How long an answer of that kind is given again without asking the database, unless a scan ends
   * in between; 0 for never.
   */
  @WithDefault("1s")
  Duration rememberFor();

  /** Bytes of finished answers that are kept in memory. */
  @WithDefault("67108864")
  long memoryBytes();

  /** Longest time that {@code wait} holds an answer. */
  @WithDefault("60s")
  Duration maxWait();

  /** Requests that may wait at once; further ones are answered immediately. */
  @WithDefault("1000")
  int maxWaiters();

  /** How often the database is asked about scans that are waited for. */
  @WithDefault("1s")
  Duration pollEvery();

  /** How long an Idempotency-Key is remembered. */
  @WithDefault("24h")
  Duration idempotencyFor();
}
