package io.mcpscore.engine;

import java.nio.file.Path;

/**
 * What an operator decides about the engine.
 *
 * @param parserProcesses parser processes, and files parsed at a time, at least 1
 * @param advisories directory of OSV files, or null for none
 */
public record EngineSettings(int parserProcesses, Path advisories) {

  /** Refuses an engine that could parse nothing. */
  public EngineSettings {
    if (parserProcesses < 1) {
      throw new IllegalArgumentException("an engine needs at least one parser process");
    }
  }

  /** One parser process a processor and no advisories. */
  public static EngineSettings defaults() {
    return new EngineSettings(Runtime.getRuntime().availableProcessors(), null);
  }
}
