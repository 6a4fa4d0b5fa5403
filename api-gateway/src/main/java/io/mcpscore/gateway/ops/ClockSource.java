package io.mcpscore.gateway.ops;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The one clock of the gateway, so that tests can set another. */
final class ClockSource {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
