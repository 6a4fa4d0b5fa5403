package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.OptionalLong;

/** Settings without a group. */
@ConfigMapping(prefix = "mcpscore")
public interface RootSettings {

  /**
   * Rule set whose results may be reused. Without it, that of the newest finished scan counts:
   * whatever the workers run at present, after an upgrade as after a rollback.
   */
  Optional<String> ruleSetVersion();

  /** Process whose end ends this one too; set by {@code ./mcpscore up}. */
  OptionalLong parentPid();
}
