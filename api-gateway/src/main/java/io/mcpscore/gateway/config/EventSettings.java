package io.mcpscore.gateway.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Streams of events that clients follow scans with. */
@ConfigMapping(prefix = "mcpscore.events")
public interface EventSettings {

  /** Streams of one key that may be open at once, on each gateway. */
  @WithDefault("20")
  int maxPerKey();

  /** Streams that may be open at once, on each gateway. */
  @WithDefault("2000")
  int maxOpen();

  /** How often a stream says that it is alive, so that no proxy takes it for dead. */
  @WithDefault("15s")
  Duration heartbeat();

  /** Age at which a stream is closed; clients go on with a new one. */
  @WithDefault("30m")
  Duration maxTime();

  /** How often the database is asked about scans that are followed. */
  @WithDefault("1s")
  Duration pollEvery();
}
