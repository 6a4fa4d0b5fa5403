package io.mcpscore.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberCursorTest {

  @Test
  void aCursorIsReadByTheListThatGaveIt() {
    String cursor = NumberCursor.after("audit", 42);

    assertEquals(42, NumberCursor.read("audit", cursor));
    assertNull(NumberCursor.read("audit", null));
    assertThrows(ApiException.class, () -> NumberCursor.read("person", cursor));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "!", "YXVkaXQxOg", "YXVkaXQxOi0x", "YXVkaXQxOjk5OTk5OTk5OTk5OTk5OTk5OTk5"})
  void anythingElseIsRefused(String cursor) {
    assertThrows(ApiException.class, () -> NumberCursor.read("audit", cursor));
  }
}
