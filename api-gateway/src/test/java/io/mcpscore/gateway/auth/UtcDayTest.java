package io.mcpscore.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class UtcDayTest {

  @Test
  void aDayEndsAtTheNextUtcMidnight() {
    UtcDay day = UtcDay.of(Instant.parse("2024-02-28T23:59:59.999Z"));

    assertEquals("20240228", day.compact());
    assertEquals("2024-02-29T00:00:00Z", day.end().toString());
    assertEquals(1, day.secondsLeft(Instant.parse("2024-02-28T23:59:59.999Z")));
    assertEquals(86_400, day.secondsLeft(Instant.parse("2024-02-28T00:00:00Z")));
    assertNotEquals(day, UtcDay.of(Instant.parse("2024-02-29T00:00:00Z")));
  }
}
