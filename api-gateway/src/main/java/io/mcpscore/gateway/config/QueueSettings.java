package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How jobs reach the workers and come back from lost ones. */
@ConfigMapping(prefix = "mcpscore.queue")
public interface QueueSettings {

  /** How often the relay looks for rows that nobody published; at least a second. */
  @WithDefault("1s")
  Duration relayEvery();

  /**
   * Unfinished scans that go before those of batches, for each account; further single scans take
   * their turn with them.
   */
  @WithDefault("4")
  int singlesPerAccount();

  /** Jobs of batches that are published and not yet taken, for each account. */
  @WithDefault("64")
  int publishedPerAccount();

  /**
   * Age from which the relay takes the row of a single scan: before, the request that made it is
   * publishing it.
   */
  @WithDefault("2s")
  Duration relayGrace();

  /** Rows per round of relay or reaper. */
  @WithDefault("100")
  int batch();

  /** How often the reaper looks for expired leases. */
  @WithDefault("5s")
  Duration reapEvery();

  /** Attempts after which an expired lease fails the scan. */
  @WithDefault("3")
  int maxAttempts();

  /** Age from which a published job that no worker claimed is published again. */
  @WithDefault("10m")
  Duration republishAfter();

  /** Partitions of a job topic that the gateway has to create. */
  @WithDefault("12")
  int partitions();
}
