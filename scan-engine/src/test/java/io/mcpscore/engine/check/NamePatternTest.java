package io.mcpscore.engine.check;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NamePatternTest {

  private final NamePattern pattern = NamePattern.of("run(?:Sync)?");

  @Test
  void theWholeNameHasToFit() {
    assertTrue(pattern.matches("run"));
    assertTrue(pattern.matches("runSync"));
    assertFalse(pattern.matches("runAll"));
    assertFalse(pattern.matches(""));
  }

  @Test
  void moreNamesThanAreKeptAreAnsweredAllTheSame() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 10_000; i++) {
        assertFalse(pattern.matches("run" + i));
      }
      assertTrue(pattern.matches("runSync"));
    }
    assertFalse(pattern.matches("run".repeat(1_000)));
  }
}
