package io.mcpscore.gateway.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2015-10-21T07:27:00Z");

  @Test
  void secondsAndDatesAreRead() {
    assertEquals(Optional.of(Duration.ofSeconds(120)), RetryAfter.read(" 120 ", NOW));
    assertEquals(
        Optional.of(Duration.ofMinutes(1)), RetryAfter.read("Wed, 21 Oct 2015 07:28:00 GMT", NOW));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {"", "-1", "1.5", "soon", "99999999999999999999", "Wed, 21 Oct 2015 07:26:00 GMT"})
  void everythingElseIsNoWish(String header) {
    assertEquals(Optional.empty(), RetryAfter.read(header, NOW));
  }
}
