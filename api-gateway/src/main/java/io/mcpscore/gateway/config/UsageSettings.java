package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the daily counts outlive Redis. */
@ConfigMapping(prefix = "mcpscore.usage")
public interface UsageSettings {

  /** How often the counts of the day are written to the database. */
  @WithDefault("10s")
  Duration writeEvery();

  /** How long counts of past days are kept. */
  @WithDefault("400d")
  Duration keep();
}
