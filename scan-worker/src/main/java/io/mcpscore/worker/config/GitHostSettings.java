package io.mcpscore.worker.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The git hosts that repositories are fetched from. Keys of maps are lower-case host names. */
@ConfigMapping(prefix = "mcpscore.git")
public interface GitHostSettings {

  /** Hosts whose repositories may be fetched. */
  @WithDefault("github.com")
  Set<String> hosts();

  /**
   * Base URL served in a host's place; the repository is at {@code <base>/<owner>/<name>}. A mirror
   * may use plain HTTP and a private address.
   */
  Map<String, URI> mirrors();

  /** Token sent to a host or its mirror; {@code user:token} where the user matters. */
  Map<String, String> tokens();

  /** Hosts that may have private addresses without being mirrors. */
  Optional<Set<String>> privateHosts();

  /** Fetches from one host at once; further ones wait for a place. */
  @WithDefault("4")
  int fetchesPerHost();

  /** Longest time for which a host is left alone when it asks for that, whatever it says. */
  @WithDefault("1h")
  Duration longestWait();

  /** Time to connect to one address of a host. */
  @WithDefault("5s")
  Duration connectTimeout();

  /** Time between two reads. */
  @WithDefault("15s")
  Duration readTimeout();
}
