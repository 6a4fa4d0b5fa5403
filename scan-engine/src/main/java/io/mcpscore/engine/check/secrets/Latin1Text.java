package io.mcpscore.engine.check.secrets;

import java.nio.charset.StandardCharsets;

/**
 * Bytes as characters, one each, without a copy: positions in the text are positions in the file.
 *
 * @param bytes the bytes
 * @param from first byte
 * @param to byte after the last
 */
record Latin1Text(byte[] bytes, int from, int to) implements CharSequence {

  private static final int BYTE = 0xFF;

  @Override
  public int length() {
    return to - from;
  }

  @Override
  public char charAt(int index) {
    return (char) (bytes[from + index] & BYTE);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new Latin1Text(bytes, from + start, from + end);
  }

  @Override
  public String toString() {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }
}
