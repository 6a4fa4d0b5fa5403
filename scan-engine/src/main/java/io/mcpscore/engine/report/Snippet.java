package io.mcpscore.engine.report;

import io.mcpscore.engine.check.secrets.SecretMask;
import io.mcpscore.engine.source.SourceText;
import java.util.BitSet;
import java.util.StringJoiner;

/** The lines of a finding as they may be shown. */
final class Snippet {

  private static final int MOST_LINES = 5;
  private static final int LONGEST_LINE = 200;
  private static final String MASK = "****";

  private Snippet() {}

  /**
   * At most five lines of at most 200 characters; what is hidden becomes one mark whatever its
   * length, and control characters become U+FFFD.
   *
   * @param hidden bytes of the file that must not be shown
   */
  static String of(SourceText text, int firstLine, int lastLine, BitSet hidden) {
    StringJoiner out = new StringJoiner("\n");
    int last = Math.min(lastLine, firstLine + MOST_LINES - 1);
    for (int line = firstLine; line <= last; line++) {
      String shown =
          SecretMask.urls(shown(text, text.startOfLine(line), text.endOfLine(line), hidden));
      out.add(shown.length() > LONGEST_LINE ? cut(shown) : shown);
    }
    return out.toString();
  }

  private static String shown(SourceText text, int from, int to, BitSet hidden) {
    StringBuilder out = new StringBuilder();
    // Four bytes a character at most: what is beyond would be cut away.
    for (int at = from; at < to && out.length() <= LONGEST_LINE; ) {
      boolean mask = hidden.get(at);
      int next = mask ? hidden.nextClearBit(at) : hidden.nextSetBit(at);
      int end = next < 0 ? to : Math.min(next, to);
      if (mask) {
        out.append(MASK);
      } else {
        String part = text.slice(at, Math.min(end, at + 4 * LONGEST_LINE));
        part.codePoints().map(Snippet::printable).forEach(out::appendCodePoint);
      }
      at = end;
    }
    return out.toString();
  }

  private static int printable(int c) {
    boolean control = Character.isISOControl(c) && c != '\t';
    boolean invisible = Character.getType(c) == Character.FORMAT;
    return control || invisible || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c;
  }

  private static String cut(String line) {
    int end =
        Character.isHighSurrogate(line.charAt(LONGEST_LINE - 2))
            ? LONGEST_LINE - 2
            : LONGEST_LINE - 1;
    return line.substring(0, end) + "\u2026";
  }
}
