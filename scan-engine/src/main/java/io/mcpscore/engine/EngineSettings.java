package io.mcpscore.engine;

import io.mcpscore.engine.suppress.SuppressionPolicy;
import java.nio.file.Path;

/**
 * What an operator decides about the engine.
 *
 * @param parserProcesses parser processes, files parsed and checks run at a time, at least 1
 * @param advisories directory of OSV files, or null for none
 * @param suppressions what becomes of findings that a repository asks to ignore
 */
public record EngineSettings(int parserProcesses, Path advisories, SuppressionPolicy suppressions) {

  /** Refuses an engine that could parse nothing. */
  public EngineSettings {
    if (parserProcesses < 1) {
      throw new IllegalArgumentException("an engine needs at least one parser process");
    }
  }

  /** One parser process a processor, no advisories, suppressions listed alone. */
  public static EngineSettings defaults() {
    return new EngineSettings(
        Runtime.getRuntime().availableProcessors(), null, SuppressionPolicy.LISTED);
  }

  /** The same with another policy. */
  public EngineSettings with(SuppressionPolicy policy) {
    return new EngineSettings(parserProcesses, advisories, policy);
  }
}
