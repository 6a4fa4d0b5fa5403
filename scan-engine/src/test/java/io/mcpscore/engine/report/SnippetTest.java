package io.mcpscore.engine.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class SnippetTest {

  @Test
  void atMostFiveLinesAreShown() {
    assertEquals("a\nb\nc\nd\ne", snippet("a\r\nb\r\nc\r\nd\r\ne\r\nf\r\ng", 1, 7));
    assertEquals("c", snippet("a\nb\nc", 3, 3));
  }

  @Test
  void longLinesAreCutAtTwoHundredCharactersAndNeverInsideOfOne() {
    String cut = snippet("x".repeat(1_000_000), 1, 1);
    String pair = snippet("x".repeat(198) + "\uD83D\uDE00".repeat(50), 1, 1);

    assertEquals("x".repeat(199) + "\u2026", cut);
    assertEquals("x".repeat(198) + "\u2026", pair);
  }

  @Test
  void controlAndInvisibleCharactersAreReplaced() {
    assertEquals("a\uFFFDb\uFFFDc\td\uFFFDe", snippet("a\u0000b\u001Bc\td\u202Ee", 1, 1));
    assertEquals("\uFFFD", snippet(new byte[] {(byte) 0xFF}, 1, 1, new BitSet()));
  }

  @Test
  void whatIsHiddenBecomesOneMarkWhateverItsLength() {
    BitSet hidden = new BitSet();
    hidden.set(5, 40);

    assertEquals(
        "key='****'",
        snippet(("key='" + "s".repeat(35) + "'").getBytes(StandardCharsets.UTF_8), 1, 1, hidden));
  }

  @Test
  void aSecretOverSeveralLinesIsHiddenOnEach() {
    byte[] text = "BEGIN\nAAAA\nBBBB\nEND".getBytes(StandardCharsets.UTF_8);
    BitSet hidden = new BitSet();
    hidden.set(5, 15);

    String shown = snippet(text, 1, 4, hidden);

    assertEquals("BEGIN\n****\n****\nEND", shown);
    assertTrue(!shown.contains("A") && !shown.contains("BBB"));
  }

  private static String snippet(String text, int first, int last) {
    return snippet(text.getBytes(StandardCharsets.UTF_8), first, last, new BitSet());
  }

  private static String snippet(byte[] text, int first, int last, BitSet hidden) {
    return Snippet.of(new SourceText(text), first, last, hidden);
  }
}
