package io.mcpscore.intake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.dfs.DfsOutputStream;
import org.eclipse.jgit.internal.storage.dfs.ReadableChannel;

/** Bytes in memory that grow without being copied. Written by one thread, then read by several. */
final class MemoryFile extends DfsOutputStream {

  private static final int CHUNK = 1 << 16;

  private final List<byte[]> chunks = new ArrayList<>();
  private long length;

  @Override
  public void write(byte[] bytes, int offset, int count) {
    int done = 0;
    while (done < count) {
      int used = (int) (length % CHUNK);
      if (used == 0) {
        chunks.add(new byte[CHUNK]);
      }
      int n = Math.min(count - done, CHUNK - used);
      System.arraycopy(bytes, offset + done, chunks.getLast(), used, n);
      done += n;
      length += n;
    }
  }

  @Override
  public int read(long position, ByteBuffer into) {
    if (position >= length) {
      return -1;
    }
    int total = 0;
    while (into.hasRemaining() && position + total < length) {
      long at = position + total;
      int used = (int) (at % CHUNK);
      int n = (int) Math.min(Math.min(into.remaining(), CHUNK - used), length - at);
      into.put(chunks.get((int) (at / CHUNK)), used, n);
      total += n;
    }
    return total;
  }

  /** Reads from the start. */
  ReadableChannel open() {
    return new Channel();
  }

  private final class Channel implements ReadableChannel {

    private long position;
    private boolean open = true;

    @Override
    public int read(ByteBuffer into) {
      int n = MemoryFile.this.read(position, into);
      position += Math.max(n, 0);
      return n;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void position(long newPosition) {
      position = newPosition;
    }

    @Override
    public long size() {
      return length;
    }

    @Override
    public int blockSize() {
      return CHUNK;
    }

    @Override
    public void setReadAheadBytes(int bytes) {
      // Everything is in memory already.
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
