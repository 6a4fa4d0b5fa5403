package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** The tiers that accounts can have; names are free, the well-known ones have defaults. */
@ConfigMapping(prefix = "mcpscore.tiers")
public interface TierSettings {

  /** Tiers by name. */
  @WithParentName
  Map<String, Tier> byName();

  /** What a tier allows. */
  interface Tier {

    /** Requests of one key per UTC day; 0 means no access to the API. */
    int dailyLimit();

    /**
     * Unfinished scans that an account may have at once; further ones are refused until some end.
     */
    @WithDefault("1000")
    int queueLimit();
  }
}
