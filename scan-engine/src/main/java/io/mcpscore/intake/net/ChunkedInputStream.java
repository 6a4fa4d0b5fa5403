package io.mcpscore.intake.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;

/** A body in HTTP/1.1 chunks; extensions and trailers are read over. */
final class ChunkedInputStream extends BodyInputStream {

  private static final int MAX_LINE = 4096;

  private boolean started;
  private boolean ended;

  ChunkedInputStream(InputStream in) {
    super(in, 0);
  }

  @Override
  long nextPart() throws IOException {
    if (ended) {
      return 0;
    }
    if (started && !line().isEmpty()) {
      throw new ProtocolException("a chunk is longer than it says");
    }
    started = true;
    String size = line().split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1,15}")) {
      throw new ProtocolException("a chunk without a size");
    }
    long length = Long.parseLong(size, 16);
    if (length == 0) {
      ended = true;
      while (!line().isEmpty()) {
        // A trailer says nothing that is needed here.
        continue;
      }
    }
    return length;
  }

  @Override
  String truncated(long missing) {
    return "the answer ends inside a chunk";
  }

  private String line() throws IOException {
    return ResponseHead.line(in, new int[] {MAX_LINE});
  }
}
