package io.mcpscore.worker.config;

import io.smallrye.config.ConfigMapping;
import java.util.OptionalLong;

/** Settings without a group. */
@ConfigMapping(prefix = "mcpscore")
public interface ProcessSettings {

  /** Process whose end ends this one too; set by {@code ./mcpscore up}. */
  OptionalLong parentPid();
}
