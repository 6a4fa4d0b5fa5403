package io.mcpscore.intake;

import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Holds one archive to its limits while it is read. */
final class ArchiveBudget {

  /** Below this many bytes a high ratio is only a text that repeats itself. */
  private static final long RATIO_FREE_BYTES = 1_000_000;

  /** Heads and padding may take as much as the files, and this on top. */
  private static final long STREAM_FREE_BYTES = 4_000_000;

  private final ZipLimits limits;
  private final long compressed;
  private long expanded;
  private long streamed;

  /**
   * A budget.
   *
   * @param compressed bytes of the archive
   */
  ArchiveBudget(ZipLimits limits, long compressed) {
    this.limits = limits;
    this.compressed = compressed;
  }

  /** Takes the bytes of one more file, before they are read. */
  void expands(long bytes) {
    expanded += bytes;
    if (bytes < 0 || expanded > limits.expandedBytes()) {
      throw tooLarge("expands to more than " + limits.expandedBytes() + " bytes");
    }
    if (expanded > RATIO_FREE_BYTES && expanded / limits.ratio() > compressed) {
      throw tooLarge("expands to more than " + limits.ratio() + " times its size");
    }
  }

  /** Takes one more entry. */
  void entry(int count, int most) {
    if (count > most) {
      throw tooLarge("has more than " + most + " entries");
    }
  }

  /** The stream with every byte of it counted. */
  InputStream counting(InputStream in) {
    return new FilterInputStream(in) {

      @Override
      public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        count(n);
        return n;
      }

      @Override
      public long skip(long n) throws IOException {
        long skipped = in.skip(n);
        count(skipped);
        return skipped;
      }
    };
  }

  static ScanFailedException tooLarge(String what) {
    return new ScanFailedException(ErrorCode.REPO_TOO_LARGE, "The archive " + what + ".", null);
  }

  private void count(long bytes) {
    streamed += Math.max(bytes, 0);
    if (streamed > 2 * limits.expandedBytes() + STREAM_FREE_BYTES) {
      throw tooLarge("expands to more than " + limits.expandedBytes() + " bytes");
    }
  }
}
