package io.mcpscore.intake.net;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body, or a part of one, whose length is announced: never reads past it, and an end before it is
 * an error.
 */
abstract class BodyInputStream extends FilterInputStream {

  private long left;

  /**
   * Starts at the current byte of a connection.
   *
   * @param in the connection
   * @param left bytes that are announced so far
   */
  BodyInputStream(InputStream in, long left) {
    super(in);
    this.left = left;
  }

  /** Bytes of the next part once all announced ones were read; 0 at the end of the body. */
  abstract long nextPart() throws IOException;

  /** Says how the body ended too early. */
  abstract String truncated(long missing);

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0) {
      left = nextPart();
    }
    if (left == 0) {
      return -1;
    }
    int n = in.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException(truncated(left));
    }
    left -= n;
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] sink = new byte[(int) Math.min(n, 8192)];
    return Math.max(0, read(sink, 0, sink.length));
  }

  @Override
  public int available() throws IOException {
    return (int) Math.min(in.available(), left);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
