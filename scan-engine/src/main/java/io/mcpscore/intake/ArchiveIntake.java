package io.mcpscore.intake;

import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Opens archives, in memory and without unpacking them to disk: ZIP files ({@link ZipIntake}) and
 * tar files compressed with gzip, told apart by their first bytes. Both are held to the same limits
 * and give the same snapshot of the same tree.
 */
public final class ArchiveIntake {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private final ZipLimits limits;
  private final ScanBudget budget;

  /** An intake with limits for the archive and for the tree in it. */
  public ArchiveIntake(ZipLimits limits, ScanBudget budget) {
    this.limits = limits;
    this.budget = budget;
  }

  /**
   * Opens an archive on disk.
   *
   * @throws ScanFailedException as {@link #open(InputStream)}, and {@code REPO_NOT_FOUND} when
   *     there is no such file
   */
  public RepositorySnapshot open(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return open(in);
    } catch (NoSuchFileException e) {
      throw new ScanFailedException(ErrorCode.REPO_NOT_FOUND, "There is no such file.", null);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Opens an archive from a stream, which is read to the end or to the limit and left open.
   *
   * @throws ScanFailedException {@code REPO_TOO_LARGE} over the limits, {@code CLONE_FAILED} when
   *     it is no archive or a hostile one
   */
  public RepositorySnapshot open(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(Math.toIntExact(limits.compressedBytes() + 1));
      if (bytes.length > limits.compressedBytes()) {
        throw ArchiveBudget.tooLarge("is larger than " + limits.compressedBytes() + " bytes");
      }
      return isGzip(bytes)
          ? TarIntake.read(bytes, limits, budget)
          : ZipIntake.read(bytes, limits, budget);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static boolean isGzip(byte[] bytes) {
    return bytes.length > 1 && (bytes[0] & 0xff) == GZIP_FIRST && (bytes[1] & 0xff) == GZIP_SECOND;
  }

  private static ScanFailedException unreadable(IOException e) {
    return new ScanFailedException(
        new ApiError(
            ErrorCode.CLONE_FAILED,
            "The archive cannot be read.",
            "It must be a plain ZIP file (one volume, not encrypted) or a .tar.gz file, with"
                + " relative paths."),
        false,
        e);
  }
}
