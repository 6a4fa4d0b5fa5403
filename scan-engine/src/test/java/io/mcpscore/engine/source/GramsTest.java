package io.mcpscore.engine.source;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GramsTest {

  @Test
  void whatAFileHoldsIsNeverRuledOut() {
    String code = "import os\ndef read_file(path: str) -> str:\n    return open(path).read()\n";
    Grams grams = new Grams(code.getBytes(StandardCharsets.UTF_8));
    for (int from = 0; from < code.length(); from++) {
      for (int to = from; to <= code.length(); to++) {
        assertTrue(grams.mayHold(code.substring(from, to)));
      }
    }
  }

  @Test
  void whatIsNotThereIsRuledOutMostly() {
    Random random = new Random(7);
    byte[] bytes = new byte[8_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(13));
    }
    Grams grams = new Grams(bytes);
    int kept = 0;
    for (int word = 0; word < 1_000; word++) {
      StringBuilder other = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        other.append((char) ('n' + random.nextInt(13)));
      }
      kept += grams.mayHold(other.toString()) ? 1 : 0;
    }
    assertTrue(kept < 20, kept + " of 1000");
  }

  @Test
  void aTextAnswersAsASearchWould() {
    String code = "const n\u00E4me = fetch(url); // \u2026\n";
    SourceText text = new SourceText(code.getBytes(StandardCharsets.UTF_8));
    assertTrue(text.holds("fetch(url)"));
    assertTrue(text.holds("n"));
    assertTrue(text.holds(""));
    assertFalse(text.holds("fetch(uri)"));
    assertFalse(text.holds("zz"));
    assertFalse(new SourceText(new byte[0]).holds("fetch"));
    assertTrue(new SourceText(new byte[0]).holds(""));
  }
}
