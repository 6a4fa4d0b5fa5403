package io.mcpscore.intake;

import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
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
final class ZipIntake {

  private ZipIntake() {}

  /**
   * Opens an archive.
   *
   * @param bytes of the whole archive
   * @throws ScanFailedException {@code REPO_TOO_LARGE} over the limits, {@code CLONE_FAILED} when
   *     it is no ZIP file or a hostile one
   */
  static RepositorySnapshot read(byte[] bytes, ZipLimits limits, ScanBudget budget) {
    try {
      List<ZipDirectory.Item> items = ZipDirectory.read(bytes, budget.entries());
      requireSmall(items, limits, bytes.length);
      return new ZipSnapshot(bytes, collect(items, budget));
    } catch (ZipDirectory.TooManyEntriesException e) {
      throw ArchiveBudget.tooLarge("has more than " + budget.entries() + " entries");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static void requireSmall(
      List<ZipDirectory.Item> items, ZipLimits limits, int compressed) {
    ArchiveBudget counted = new ArchiveBudget(limits, compressed);
    items.forEach(item -> counted.expands(item.expanded()));
  }

  private static EntryCollector<ZipDirectory.Item> collect(
      List<ZipDirectory.Item> items, ScanBudget budget) throws ZipException {
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
