package io.mcpscore.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class UntrustedTextTest {

  @Test
  void whatNobodySeesIsGone() {
    String hidden =
        "a\u200bb\u202ec\ufe0fd\u3164e\u2028f\u001b[2J"
            + new String(Character.toChars(0xE0049))
            + new String(Character.toChars(0xE01E0))
            + "\ud800g";

    assertEquals("a b cde f [2J g", UntrustedText.line(hidden, 100));
  }

  @Test
  void codeKeepsItsLinesAndNamesDoNot() {
    assertEquals("a\n  b", UntrustedText.lines("a\r\n  b", 100));
    assertEquals("a b", UntrustedText.line("a\r\n  b", 100));
    assertEquals("日本 é 👍", UntrustedText.line("日本 é 👍", 100));
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    String cut = UntrustedText.line("👍".repeat(100_000), 50);

    assertEquals(50, cut.codePointCount(0, cut.length()));
    assertTrue(cut.endsWith("👍…"));
    assertNull(UntrustedText.line(null, 5));
    assertEquals("", UntrustedText.line("\u200b".repeat(10_000), 5));
  }
}
