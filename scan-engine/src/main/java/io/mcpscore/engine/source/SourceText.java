package io.mcpscore.engine.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a file with an index of its lines. Offsets are bytes, lines and columns 1-based. */
public final class SourceText {

  private final byte[] bytes;
  private final int[] lineStarts;

  /** The bytes as characters, made when a word is first looked for: the search is the JVM's own. */
  private String latin1;

  /** What rules out most of the words that are looked for, made with the first of them. */
  private Grams grams;

  /** Indexes the lines; the array is not copied and must not change. */
  public SourceText(byte[] bytes) {
    this.bytes = bytes;
    int[] starts = new int[64];
    int count = 1;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        if (count == starts.length) {
          starts = Arrays.copyOf(starts, count * 2);
        }
        starts[count++] = i + 1;
      }
    }
    this.lineStarts = Arrays.copyOf(starts, count);
  }

  /** The bytes themselves; callers must not write to them. */
  public byte[] bytes() {
    return bytes;
  }

  /** The bytes as characters, one each, so that places in the text are places in the file. */
  public String latin1() {
    String text = latin1;
    if (text == null) {
      text = new String(bytes, StandardCharsets.ISO_8859_1);
      latin1 = text;
    }
    return text;
  }

  /** Whether the bytes hold a word of ASCII letters and signs, in this very spelling. */
  public boolean holds(String word) {
    Grams known = grams;
    if (known == null) {
      known = new Grams(bytes);
      grams = known;
    }
    return known.mayHold(word) && latin1().contains(word);
  }

  /** Number of lines; a text that ends in a line feed has an empty last line. */
  public int lines() {
    return lineStarts.length;
  }

  /** Line of a byte offset. */
  public int lineOf(int offset) {
    int at = Arrays.binarySearch(lineStarts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** Column of a byte offset in UTF-16 units. */
  public int columnOf(int offset) {
    return slice(lineStarts[lineOf(offset) - 1], offset).length() + 1;
  }

  /** First byte of a line. */
  public int startOfLine(int line) {
    return lineStarts[line - 1];
  }

  /** Byte after the last of a line, without its line break. */
  public int endOfLine(int line) {
    int to = line < lineStarts.length ? lineStarts[line] - 1 : bytes.length;
    return to > lineStarts[line - 1] && bytes[to - 1] == '\r' ? to - 1 : to;
  }

  /** The text between two byte offsets; malformed UTF-8 becomes U+FFFD. */
  public String slice(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** One line without its line break. */
  public String line(int line) {
    return slice(startOfLine(line), endOfLine(line));
  }
}
