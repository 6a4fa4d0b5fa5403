package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How API keys are stored and remembered. */
@ConfigMapping(prefix = "mcpscore.keys")
public interface KeySettings {

  /**
   * Secret of the keyed hash under which keys are stored, at least 16 bytes; required. Changing it
   * makes every key invalid.
   */
  Optional<String> pepper();

  /** Active keys that one account may have. */
  @WithDefault("10")
  int maxPerAccount();

  /** How long Redis keeps a key record before the database is asked again. */
  @WithDefault("60s")
  Duration recordTtl();

  /**
   * How long a gateway trusts its own copy of a key record while Redis is down. A revoked key stays
   * usable for at most this long then.
   */
  @WithDefault("1s")
  Duration localTtl();

  /** How often the times of last use are written to the database. */
  @WithDefault("60s")
  Duration lastUsedEvery();
}
