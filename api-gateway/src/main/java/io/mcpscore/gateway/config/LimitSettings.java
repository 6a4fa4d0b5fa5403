package io.mcpscore.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Guards against overload and abuse. */
@ConfigMapping(prefix = "mcpscore.limits")
public interface LimitSettings {

  /**
   * Gateways that share the load. While Redis is down each of them grants this fraction of what is
   * left of a key's daily limit.
   */
  @WithDefault("1")
  int gateways();

  /** Largest body of a request, other than that of a batch. */
  @WithDefault("64K")
  MemorySize bodySize();

  /** Bad keys that one address may send within {@link #badKeyWindow} before it is slowed. */
  @WithDefault("20")
  int badKeysPerAddress();

  /** Window of {@link #badKeysPerAddress}, and how long a slowed address has to wait at most. */
  @WithDefault("60s")
  Duration badKeyWindow();

  /** Addresses that are remembered for their bad keys. */
  @WithDefault("50000")
  long badKeyAddresses();

  /** How long an answer of Redis is awaited before the gateway goes on without it. */
  @WithDefault("1s")
  Duration redisTimeout();

  /** How long Redis is left alone after it failed. */
  @WithDefault("1s")
  Duration redisPause();
}
