package io.mcpscore.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Events of scans, sent to receivers that clients name. */
@ConfigMapping(prefix = "mcpscore.webhooks")
public interface WebhookSettings {

  /**
   * Receivers that may be reached over plain HTTP and may have private addresses: lower-case names
   * or addresses, without port.
   */
  Optional<Set<String>> privateHosts();

  /** Receivers of all its scans that an account may have. */
  @WithDefault("10")
  int maxPerAccount();

  /** Different receivers that requests for one running scan may name. */
  @WithDefault("10")
  int maxPerScan();

  /** How long the secret before signs as well after a new one was made. */
  @WithDefault("24h")
  Duration secretOverlap();

  /** How often a gateway looks for events that are due. */
  @WithDefault("1s")
  Duration pollEvery();

  /** Events that a gateway sends at once. */
  @WithDefault("64")
  int atOnce();

  /** Of these, events of one account. */
  @WithDefault("32")
  int perAccount();

  /** Of these, events to one host and port. */
  @WithDefault("4")
  int perHost();

  /** Time to connect to a receiver, and again for TLS. */
  @WithDefault("5s")
  Duration connectTimeout();

  /** Time for one attempt, from the look-up of the name to the head of the answer. */
  @WithDefault("15s")
  Duration timeout();

  /** Bytes of an answer that are read, and thrown away, before the receiver is cut off. */
  @WithDefault("16K")
  MemorySize answerSize();

  /** Pause after the first attempt; doubled after each further one, give or take a half. */
  @WithDefault("10s")
  Duration firstRetry();

  /** Longest pause, whatever a receiver asks for with {@code Retry-After}. */
  @WithDefault("6h")
  Duration longestRetry();

  /** Age at which an event is given up. */
  @WithDefault("24h")
  Duration deadline();

  /** How long events that were delivered or given up stay in the log. */
  @WithDefault("30d")
  Duration keepFor();
}
