package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Access to the administration of keys and jobs. */
@ConfigMapping(prefix = "mcpscore.admin")
public interface AdminSettings {

  /** Bearer token of {@code /admin/v1}; without one those paths do not exist. */
  Optional<String> token();
}
