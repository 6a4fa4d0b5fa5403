package io.mcpscore.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.WebhookSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private static final WebhookSettings SETTINGS =
      Settings.of(
          WebhookSettings.class,
          Map.of(
              "mcpscore.webhooks.first-retry", "10s",
              "mcpscore.webhooks.longest-retry", "1h"));

  @Test
  void pausesDoubleUpToTheLongest() {
    Backoff backoff = new Backoff(SETTINGS, () -> 0.5);

    assertEquals(Duration.ofSeconds(10), backoff.after(1, Optional.empty()));
    assertEquals(Duration.ofSeconds(20), backoff.after(2, Optional.empty()));
    assertEquals(Duration.ofSeconds(2560), backoff.after(9, Optional.empty()));
    assertEquals(Duration.ofHours(1), backoff.after(10, Optional.empty()));
    assertEquals(Duration.ofHours(1), backoff.after(100_000, Optional.empty()));
  }

  @Test
  void pausesAreSpreadByHalfEitherWay() {
    assertEquals(Duration.ofSeconds(5), new Backoff(SETTINGS, () -> 0).after(1, Optional.empty()));
    assertEquals(Duration.ofSeconds(15), new Backoff(SETTINGS, () -> 1).after(1, Optional.empty()));
  }

  @Test
  void aReceiverMayAskForMoreButNotForEver() {
    Backoff backoff = new Backoff(SETTINGS, () -> 0.5);

    assertEquals(Duration.ofMinutes(5), backoff.after(1, Optional.of(Duration.ofMinutes(5))));
    assertEquals(Duration.ofSeconds(10), backoff.after(1, Optional.of(Duration.ofSeconds(1))));
    assertEquals(Duration.ofHours(1), backoff.after(1, Optional.of(Duration.ofDays(400))));
  }
}
