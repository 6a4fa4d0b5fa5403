package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Settings that a repository ships. */
public final class ConfigChecks {

  private ConfigChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of();
  }
}
