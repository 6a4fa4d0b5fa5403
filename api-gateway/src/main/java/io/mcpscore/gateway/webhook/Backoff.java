package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.config.WebhookSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Pauses between attempts: doubled each time up to the longest, and spread by half of it either
 * way, so that what failed together does not come back together.
 */
final class Backoff {

  private static final int MOST_DOUBLINGS = 30;

  private final Duration first;
  private final Duration longest;
  private final DoubleSupplier random;

  /**
   * Pauses by the settings.
   *
   * @param random from 0 to 1
   */
  Backoff(WebhookSettings settings, DoubleSupplier random) {
    this.first = settings.firstRetry();
    this.longest = settings.longestRetry();
    this.random = random;
  }

  /**
   * The pause after an attempt.
   *
   * @param tries how many there were, at least 1
   * @param asked how long the receiver asks to be left alone; heard up to the longest pause
   */
  Duration after(int tries, Optional<Duration> asked) {
    Duration doubled = first.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
    double spread = 0.5 + random.getAsDouble();
    Duration pause = shorter(Duration.ofMillis(Math.round(doubled.toMillis() * spread)));
    Duration least = asked.map(this::shorter).orElse(Duration.ZERO);
    return pause.compareTo(least) < 0 ? least : pause;
  }

  private Duration shorter(Duration time) {
    return time.compareTo(longest) > 0 ? longest : time;
  }
}
