package io.mcpscore.intake;

import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Opens ZIP archives, in memory and without unpacking them to disk. One folder around everything,
 * as git hosts put it, is taken off; symbolic links are left out; archives inside are files like
 * any other.
 *
 * <p>An archive is refused as a whole when a name in it is absolute, has {@code ..}, {@code .} or
 * empty segments, backslashes or control characters, or comes twice: an honest tool writes none of
 * these.
 */
public final class ZipIntake {

  private static final long RATIO_FREE_BYTES = 1_000_000;

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
        throw tooLarge("is larger than " + limits.compressedBytes() + " bytes");
      }
      List<ZipDirectory.Item> items = ZipDirectory.read(bytes, budget.entries());
      requireSmall(items, bytes.length);
      return new ZipSnapshot(bytes, collect(items));
    } catch (ZipDirectory.TooManyEntriesException e) {
      throw tooLarge("has more than " + budget.entries() + " entries");
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private void requireSmall(List<ZipDirectory.Item> items, int compressed) {
    long expanded = items.stream().mapToLong(ZipDirectory.Item::expanded).sum();
    if (expanded > limits.expandedBytes()) {
      throw tooLarge("expands to more than " + limits.expandedBytes() + " bytes");
    }
    if (expanded > RATIO_FREE_BYTES && expanded / limits.ratio() > compressed) {
      throw tooLarge("expands to more than " + limits.ratio() + " times its size");
    }
  }

  private EntryCollector<ZipDirectory.Item> collect(List<ZipDirectory.Item> items)
      throws ZipException {
    Set<String> names = new HashSet<>();
    for (ZipDirectory.Item item : items) {
      String name = bare(item);
      if (!isPlain(name) || !names.add(name)) {
        throw new ZipException("a name in the archive is not a plain path, or comes twice");
      }
    }
    int prefix = commonFolder(items);
    EntryCollector<ZipDirectory.Item> files = new EntryCollector<>(budget);
    for (ZipDirectory.Item item : items) {
      String path = bare(item);
      if (path.length() > prefix) {
        String inside = path.substring(prefix);
        files.see(inside);
        if (item.regular() && Arrays.stream(inside.split("/")).noneMatch(GitTree::isGitDirectory)) {
          files.add(inside, item.expanded(), item);
        }
      }
    }
    return files;
  }

  private static String bare(ZipDirectory.Item item) {
    String name = item.name();
    return item.isDirectory() ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isPlain(String name) {
    return RepositoryAddress.isPath(name) && !name.matches("[A-Za-z]:.*");
  }

  /** Length of the folder that everything lies in, slash included, or 0. */
  private static int commonFolder(List<ZipDirectory.Item> items) {
    Set<String> tops = new HashSet<>();
    for (ZipDirectory.Item item : items) {
      int slash = item.name().indexOf('/');
      if (slash < 0) {
        return 0;
      }
      tops.add(item.name().substring(0, slash + 1));
    }
    return tops.size() == 1 ? tops.iterator().next().length() : 0;
  }

  private static ScanFailedException tooLarge(String what) {
    return new ScanFailedException(ErrorCode.REPO_TOO_LARGE, "The archive " + what + ".", null);
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
