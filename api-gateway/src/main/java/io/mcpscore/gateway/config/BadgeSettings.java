package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Badges of public repositories, for pages that cannot send a key. */
@ConfigMapping(prefix = "mcpscore.badges")
public interface BadgeSettings {

  /** Who may see badges. */
  @WithDefault("anyone")
  Access access();

  /** How long caches may show a badge, and how long a result and a HEAD are not asked for anew. */
  @WithDefault("5m")
  Duration maxAge();

  /** Badges that are remembered. */
  @WithDefault("10000")
  long entries();

  /** Who may see badges. */
  enum Access {
    /** Everybody, without a key. */
    ANYONE,
    /** Holders of keys. */
    KEY,
    /** Nobody: the paths do not exist. */
    NOBODY
  }
}
