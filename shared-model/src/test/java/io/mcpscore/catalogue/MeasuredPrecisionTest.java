package io.mcpscore.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MeasuredPrecisionTest {

  @Test
  void everyLineIsOfACheckAndItsNumbersFit() {
    long measured =
        Catalogue.all().stream()
            .flatMap(c -> MeasuredPrecision.of(c.id()).stream())
            .peek(m -> assertTrue(m.read() > 0 && m.right() + m.loud() <= m.read(), m.toString()))
            .count();
    assertTrue(measured > 50, "measured: " + measured);
    assertEquals(measured, MeasuredPrecision.size());
  }

  @Test
  void aCheckThatFoundNothingHasNoMeasurement() {
    assertTrue(MeasuredPrecision.of("no-such-check").isEmpty());
  }

  @Test
  void theSentenceSaysWhatWasWrong() {
    assertEquals(
        "Of 9 findings on real servers that were read together with the code, 6 were right,"
            + " 2 true but too loud, 1 wrong.",
        new MeasuredPrecision(9, 6, 2).sentence());
  }
}
