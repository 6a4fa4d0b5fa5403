package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** The git hosts whose repositories may be scanned. */
@ConfigMapping(prefix = "mcpscore.git")
public interface GitSettings {

  /** Lower-case host names. */
  @WithDefault("github.com")
  Set<String> hosts();

  /**
   * Base URL that is asked in a host's place; the repository is at {@code <base>/<owner>/<name>}.
   * What the operator names here may have a private address.
   */
  Map<String, String> mirrors();

  /** Token for a host's REST API, which alone can tell private repositories from absent ones. */
  Map<String, String> tokens();

  /** Base URL of a host's REST API, such as {@code https://api.github.com}. */
  Map<String, String> api();

  /** The check that a repository exists, before a scan is accepted. */
  Probe probe();

  /** Budget and memory of the existence check. */
  interface Probe {

    /** Time for the whole check; past it the scan is accepted and the worker decides. */
    @WithDefault("3s")
    Duration timeout();

    /** How long an answer is remembered, negative ones included. */
    @WithDefault("60s")
    Duration remember();

    /** Answers that are remembered. */
    @WithDefault("10000")
    long entries();
  }
}
