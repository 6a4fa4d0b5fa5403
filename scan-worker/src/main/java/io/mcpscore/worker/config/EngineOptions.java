package io.mcpscore.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** What the engine works with. */
@ConfigMapping(prefix = "mcpscore.engine")
public interface EngineOptions {

  /** Parser processes, shared by all slots; without it, one per core. */
  OptionalInt parserProcesses();

  /** Directory of OSV files with known vulnerabilities; without it, none are known. */
  Optional<Path> advisories();

  /**
   * Bytes of results of parts of repositories that are kept in the database, so that a scan need
   * not read again what did not change; 0 keeps none.
   */
  @WithDefault("1000000000")
  long cacheBytes();

  /** Whether findings that a repository asks to ignore cost no points; they are listed anyway. */
  @WithDefault("false")
  boolean suppressionsLiftScore();
}
