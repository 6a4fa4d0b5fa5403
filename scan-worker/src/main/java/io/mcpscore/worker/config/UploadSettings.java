package io.mcpscore.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an archive may cost that a client sent to the gateway, which has the same settings. */
@ConfigMapping(prefix = "mcpscore.uploads")
public interface UploadSettings {

  /** Bytes of the archive. */
  @WithDefault("4500000")
  long maxBytes();

  /** Bytes of all its files together. */
  @WithDefault("50000000")
  long maxExpandedBytes();

  /** Expanded to compressed bytes of the whole, beyond the first megabyte. */
  @WithDefault("100")
  int maxRatio();
}
