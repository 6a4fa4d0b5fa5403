package io.mcpscore.intake.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts every byte that comes from the network against the budget of the transfer. */
final class GuardedInputStream extends FilterInputStream {

  private final TransferGuard guard;

  GuardedInputStream(InputStream in, TransferGuard guard) {
    super(in);
    this.guard = guard;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    guard.count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    guard.count(Math.max(n, 0));
    return n;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
