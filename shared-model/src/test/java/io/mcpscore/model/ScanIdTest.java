package io.mcpscore.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanIdTest {

  @Test
  void idsAreValidAndDifferWithinOneMillisecond() {
    Instant now = Instant.parse("2026-01-15T10:30:00Z");
    HashSet<String> ids = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(ScanId.next(now));
    }

    assertEquals(1000, ids.size());
    assertTrue(ids.stream().allMatch(ScanId::isValid));
  }

  @Test
  void idsSortByTheMillisecondTheyWereMade() {
    List<String> ids = new ArrayList<>();
    // Steps that carry across the borders of the 16 and 32 bits that the time is written in.
    for (long millis : new long[] {0, 1, 0xFFFF, 0x10000, 0xFFFFFFFFL, 0x100000000L, 1L << 47}) {
      ids.add(ScanId.next(Instant.ofEpochMilli(millis)));
    }

    assertEquals(ids.stream().sorted().toList(), ids);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "scan_",
        "scan_000000000000000000000",
        "scan_00000000000000000000000",
        "scan_000000000000000000000-",
        "SCAN_0000000000000000000000",
        "scan_\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660"
            + "\u0660\u0660\u0660\u0660\u0660\u0660\u0660\u0660",
      })
  void otherTextsAreNoIds(String text) {
    assertFalse(ScanId.isValid(text));
  }
}
