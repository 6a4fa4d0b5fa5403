package io.mcpscore.gateway;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** Settings for tests without Quarkus: the defaults, and what a test wants otherwise. */
public final class Settings {

  private static final int ABOVE_BUILT_IN = 200;

  private Settings() {}

  /** A group of settings. */
  public static <T> T of(Class<T> group, Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withConverter(Duration.class, ABOVE_BUILT_IN, DurationConverter::parseDuration)
        .withConverter(MemorySize.class, ABOVE_BUILT_IN, new MemorySizeConverter())
        .withMapping(group)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(group);
  }
}
