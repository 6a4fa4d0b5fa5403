package io.mcpscore.intake;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.eclipse.jgit.errors.CorruptObjectException;

/**
 * Reads the size of the object that a difference makes from the first bytes of its compressed form.
 * The git library looks at it much later, and then twice, with 64 and with 32 bits, so that a
 * number of too many digits passes its limit and still asks for all memory.
 */
final class DeltaHead implements AutoCloseable {

  /** Of a number of at most 63 bits in groups of 7. */
  private static final int DIGITS = 9;

  private final Inflater inflater = new Inflater();
  private final byte[] head = new byte[2 * DIGITS];
  private int length;
  private boolean done = true;

  /** Makes ready for another difference. */
  void start() {
    inflater.reset();
    length = 0;
    done = false;
  }

  /**
   * Takes more of the compressed bytes.
   *
   * @return the size when it has just become known, else -1
   * @throws CorruptObjectException when there is no size where it should be
   */
  long add(byte[] compressed, int offset, int count) throws CorruptObjectException {
    if (done) {
      return -1;
    }
    inflater.setInput(compressed, offset, count);
    try {
      length += inflater.inflate(head, length, head.length - length);
    } catch (DataFormatException e) {
      throw broken();
    }
    int second = endOfNumber(0);
    int end = second < 0 ? -1 : endOfNumber(second);
    if (end >= 0) {
      done = true;
      return number(second, end);
    }
    if (inflater.finished() || length == head.length) {
      throw broken();
    }
    return -1;
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** Index behind the number that starts at an index, or -1 while it is not all there. */
  private int endOfNumber(int from) throws CorruptObjectException {
    for (int at = from; at < length; at++) {
      if (at - from >= DIGITS) {
        throw broken();
      }
      if (head[at] >= 0) {
        return at + 1;
      }
    }
    return -1;
  }

  private long number(int from, int to) {
    long number = 0;
    for (int at = to - 1; at >= from; at--) {
      number = number << 7 | (head[at] & 0x7f);
    }
    return number;
  }

  private static CorruptObjectException broken() {
    return new CorruptObjectException("a difference without sizes");
  }
}
