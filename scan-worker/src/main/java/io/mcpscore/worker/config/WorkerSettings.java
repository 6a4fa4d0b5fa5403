package io.mcpscore.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How many scans run at once and how they hold on to their rows. */
@ConfigMapping(prefix = "mcpscore.worker")
public interface WorkerSettings {

  /** Scans at once; without it, one per core. */
  OptionalInt slots();

  /** How long a claim holds without being renewed. */
  @WithDefault("30s")
  Duration lease();

  /** How often a claim is renewed; well below {@link #lease()}. */
  @WithDefault("10s")
  Duration renewEvery();

  /** Attempts after which a transient failure is final. */
  @WithDefault("3")
  int maxAttempts();

  /** How often a git host may put a scan off by asking to wait before that counts as an attempt. */
  @WithDefault("20")
  int maxWaits();

  /** Pause before the second attempt; doubled before each further one. */
  @WithDefault("5s")
  Duration retryBackoff();

  /** Time that running scans get to finish when the worker stops; then they are handed back. */
  @WithDefault("20s")
  Duration grace();

  /**
   * Whether the report of an unchanged commit is taken over from an earlier scan instead of
   * fetching and scanning it again.
   */
  @WithDefault("true")
  boolean reuseReports();

  /** Shortest time between two progress messages of a scan. */
  @WithDefault("200ms")
  Duration progressEvery();
}
