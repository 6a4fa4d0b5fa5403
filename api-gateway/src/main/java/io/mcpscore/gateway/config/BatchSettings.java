package io.mcpscore.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Many scans asked for at once. */
@ConfigMapping(prefix = "mcpscore.batches")
public interface BatchSettings {

  /** URLs in one request. */
  @WithDefault("1000")
  int maxUrls();

  /** Largest body of a batch. */
  @WithDefault("512K")
  MemorySize bodySize();

  /** Repositories whose existence is checked at the same time for one batch. */
  @WithDefault("16")
  int probes();

  /** Time for all these checks; past it the scans are accepted and the workers decide. */
  @WithDefault("10s")
  Duration probeTime();
}
