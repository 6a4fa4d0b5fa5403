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
import java.util.List;
import java.util.zip.ZipException;

/**
 * Opens ZIP archives, in memory and without unpacking them to disk. One folder around everything,
 * as git hosts put it, is taken off; symbolic links are left out; archives inside are files like
 * any other.
 *
 * <p>An archive is refused as a whole when a name in it is absolute, has {@code ..}, {@code .} or
 * empty segments, backslashes or control characters, comes twice or lies below a file; when it is
 * encrypted, in several volumes or larger than 4 GB; and when its parts contradict each other: an
 * honest tool writes none of these.
 */
public final class ZipIntake {

  private final ZipLimits limits;
  private final ScanBudget budget;

  /** An intake with limits for the archive and for the tree in it. */
  public ZipIntake(ZipLimits limits, ScanBudget budget) {
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
   *     it is no ZIP file or a hostile one
   */
  public RepositorySnapshot open(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(Math.toIntExact(limits.compressedBytes() + 1));
      if (bytes.length > limits.compressedBytes()) {
        throw ArchiveBudget.tooLarge("is larger than " + limits.compressedBytes() + " bytes");
      }
      List<ZipDirectory.Item> items = ZipDirectory.read(bytes, budget.entries());
      requireSmall(items, bytes.length);
      return new ZipSnapshot(bytes, collect(items));
    } catch (ZipDirectory.TooManyEntriesException e) {
      throw ArchiveBudget.tooLarge("has more than " + budget.entries() + " entries");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void requireSmall(List<ZipDirectory.Item> items, int compressed) {
    ArchiveBudget counted = new ArchiveBudget(limits, compressed);
    items.forEach(item -> counted.expands(item.expanded()));
  }

  private EntryCollector<ZipDirectory.Item> collect(List<ZipDirectory.Item> items)
      throws ZipException {
    return ArchiveTree.collect(
        items.stream()
            .map(
                item ->
                    new ArchiveTree.Item<>(
                        item.isDirectory()
                            ? item.name().substring(0, item.name().length() - 1)
                            : item.name(),
                        item.isDirectory(),
                        item.regular(),
                        item.expanded(),
                        item))
            .toList(),
        budget);
  }

  private static ScanFailedException unreadable(IOException e) {
    return new ScanFailedException(
        new ApiError(
            ErrorCode.CLONE_FAILED,
            "The archive cannot be read.",
            "It must be a plain ZIP file: one volume, not encrypted, with relative paths."),
        false,
        e);
  }
}
