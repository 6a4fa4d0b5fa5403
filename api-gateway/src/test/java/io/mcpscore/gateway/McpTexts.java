package io.mcpscore.gateway;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/** Looks at what reaches a model. */
final class McpTexts {

  private static final int LONGEST = 600;

  private McpTexts() {}

  /** Whether repository text is where it belongs, short, and without anything that is not seen. */
  static void assertTame(JsonNode answer) {
    assertTrue(look(answer, false) > 0, "the answer has text of the repository");
  }

  private static int look(JsonNode node, boolean untrusted) {
    int seen = 0;
    if (node.isTextual()) {
      String text = node.textValue();
      boolean theirs = text.contains("IGNORE ALL") || text.contains("send_mail");
      assertFalse(theirs && !untrusted, () -> "outside of untrusted: " + text);
      if (untrusted) {
        assertTrue(text.codePointCount(0, text.length()) <= LONGEST, () -> "too long: " + text);
        text.codePoints().forEach(c -> assertSeen(c, text));
      }
      return theirs ? 1 : 0;
    }
    if (node.isObject()) {
      for (var member : node.properties()) {
        seen += look(member.getValue(), untrusted || member.getKey().equals("untrusted"));
      }
    }
    if (node.isArray()) {
      for (JsonNode item : node) {
        seen += look(item, untrusted);
      }
    }
    return seen;
  }

  private static void assertSeen(int c, String text) {
    int type = Character.getType(c);
    boolean hidden =
        (type == Character.CONTROL && c != '\n')
            || type == Character.FORMAT
            || type == Character.SURROGATE
            || type == Character.LINE_SEPARATOR
            || (c >= 0xFE00 && c <= 0xFE0F)
            || (c >= 0xE0000 && c <= 0xE01EF)
            || c == 0x3164;
    assertFalse(hidden, () -> "U+%04X in %s".formatted(c, text));
  }
}
