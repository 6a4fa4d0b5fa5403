package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** U+0000 leaves, and nothing else changes. */
class JsonbTest {

  @ParameterizedTest
  @CsvSource({
    "plain,plain",
    "a@b,a#b",
    "@@,##",
    "\\@,\\#",
    "\\u0000,\\u0000",
    "\\\\u0000@,\\\\u0000#"
  })
  void nulIsReplacedAndItsLookalikesAreNot(String before, String after) throws Exception {
    String json = Json.write(before.replace('@', '\u0000'));
    assertEquals(
        after.replace('#', '\ufffd'), Json.mapper().readValue(Jsonb.text(json), String.class));
  }
}
