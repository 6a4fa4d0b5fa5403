package io.mcpscore.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * Archives that clients send in the place of a URL. Sizes are in bytes; the worker has the same.
 */
@ConfigMapping(prefix = "mcpscore.uploads")
public interface UploadSettings {

  /** Largest archive. */
  @WithDefault("4500000")
  int maxBytes();

  /** Bytes that the files of an archive may have together. */
  @WithDefault("50000000")
  long maxExpandedBytes();

  /** Archives of one account that wait for workers, together. */
  @WithDefault("45000000")
  long maxBytesPerAccount();

  /** Archives that a gateway receives at once; it holds each of them in memory. */
  @WithDefault("8")
  int atOnce();

  /** Time for an archive to arrive. */
  @WithDefault("60s")
  Duration readTime();

  /** Age at which an archive that no worker took is dropped, and its scan with it. */
  @WithDefault("24h")
  Duration keepFor();

  /** How often a gateway looks for such archives. */
  @WithDefault("10m")
  Duration expireEvery();

  /** What the parts of a form may have besides the archive. */
  @WithDefault("16K")
  MemorySize formOverhead();
}
