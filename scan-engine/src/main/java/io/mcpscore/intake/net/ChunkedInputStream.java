package io.mcpscore.intake.net;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A body in HTTP/1.1 chunks; extensions and trailers are read over. */
final class ChunkedInputStream extends FilterInputStream {

  private static final int MAX_LINE = 4096;

  private long left;
  private boolean started;
  private boolean ended;

  ChunkedInputStream(InputStream in) {
    super(in);
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
    if (left == 0 && !nextChunk()) {
      return -1;
    }
    int n = in.read(buffer, offset, (int) Math.min(length, left));
    if (n < 0) {
      throw new EOFException("the answer ends inside a chunk");
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

  private boolean nextChunk() throws IOException {
    if (ended) {
      return false;
    }
    if (started && !line().isEmpty()) {
      throw new ProtocolException("a chunk is longer than it says");
    }
    started = true;
    String size = line().split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new ProtocolException("a chunk without a size");
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      ended = true;
      while (!line().isEmpty()) {
        // A trailer says nothing that is needed here.
        continue;
      }
    }
    return !ended;
  }

  private String line() throws IOException {
    return ResponseHead.line(in, new int[] {MAX_LINE});
  }
}
