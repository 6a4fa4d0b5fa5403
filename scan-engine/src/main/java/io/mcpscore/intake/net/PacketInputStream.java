package io.mcpscore.intake.net;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * An answer of git, packet by packet. What is not part of a pack (lists of refs, progress, chatter)
 * is counted against a budget of its own, since the git library keeps it in memory; progress of the
 * host is read over, since the library takes quadratic time for lines that never end. Everything
 * else is handed on as it is, broken packets too.
 */
final class PacketInputStream extends InputStream {

  private static final int LENGTH_DIGITS = 4;
  private static final int BAND_PACK = 1;
  private static final int BAND_PROGRESS = 2;

  private final InputStream in;
  private final TransferGuard guard;
  private final byte[] head = new byte[LENGTH_DIGITS + 1];
  private int headAt;
  private int headEnd;
  private long left;
  private boolean inPack;

  PacketInputStream(InputStream in, TransferGuard guard) {
    this.in = in;
    this.guard = guard;
  }

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
    if (headAt == headEnd && left == 0 && !startPacket()) {
      return -1;
    }
    int n;
    if (headAt < headEnd) {
      n = Math.min(length, headEnd - headAt);
      System.arraycopy(head, headAt, buffer, offset, n);
      headAt += n;
    } else {
      n = in.read(buffer, offset, (int) Math.min(length, left));
      if (n < 0) {
        return -1;
      }
      left -= n;
    }
    if (!inPack) {
      guard.talked(n);
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Reads the head of the next packet that is handed on; false at the end of the answer. */
  private boolean startPacket() throws IOException {
    while (true) {
      headAt = 0;
      headEnd = in.readNBytes(head, 0, LENGTH_DIGITS);
      inPack = false;
      if (headEnd < LENGTH_DIGITS) {
        return headEnd > 0;
      }
      int length = length();
      if (length < 0) {
        // No packets at all: a pack without side bands, or an answer that is not git's.
        left = Long.MAX_VALUE;
        inPack = head[0] == 'P' && head[1] == 'A' && head[2] == 'C' && head[3] == 'K';
        return true;
      }
      int band = length > LENGTH_DIGITS ? in.read() : -1;
      if (band < 0) {
        return true;
      }
      left = length - LENGTH_DIGITS - 1L;
      if (band != BAND_PROGRESS) {
        head[headEnd++] = (byte) band;
        inPack = band == BAND_PACK;
        return true;
      }
      guard.talked(length);
      skip();
    }
  }

  private void skip() throws IOException {
    try {
      in.skipNBytes(left);
    } catch (EOFException e) {
      throw new EOFException("the answer ends inside a packet");
    }
    left = 0;
  }

  private int length() {
    int length = 0;
    for (int i = 0; i < LENGTH_DIGITS; i++) {
      int digit = Character.digit(head[i], 16);
      if (digit < 0) {
        return -1;
      }
      length = length << 4 | digit;
    }
    return length;
  }
}
