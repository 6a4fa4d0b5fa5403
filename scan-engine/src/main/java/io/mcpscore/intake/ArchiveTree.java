package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Makes a tree of the names in an archive. The folder around everything, as git hosts put it, is
 * taken off; links, devices and what lies in {@code .git} are counted and left out.
 */
final class ArchiveTree {

  /**
   * One entry.
   *
   * @param name as it stands in the archive, without a slash at the end
   * @param directory whether it is one
   * @param regular whether it is a file
   * @param size bytes of the file
   * @param handle what finds its bytes again
   */
  record Item<H>(String name, boolean directory, boolean regular, long size, H handle) {}

  private ArchiveTree() {}

  /**
   * Collects the files.
   *
   * @throws ZipException when a name is absolute, leaves the archive, cannot be a path, comes twice
   *     or lies below a file: no honest tool writes any of these
   * @throws ScanFailedException over the budget
   */
  static <H> EntryCollector<H> collect(List<Item<H>> items, ScanBudget budget) throws ZipException {
    requirePlain(items);
    int prefix = commonFolder(items);
    EntryCollector<H> files = new EntryCollector<>(budget);
    for (Item<H> item : items) {
      if (item.name().length() > prefix) {
        String path = item.name().substring(prefix);
        files.see(path);
        if (item.regular() && Arrays.stream(path.split("/")).noneMatch(GitTree::isGitDirectory)) {
          files.add(path, item.size(), item.handle());
        }
      }
    }
    return files;
  }

  private static <H> void requirePlain(List<Item<H>> items) throws ZipException {
    Set<String> names = new HashSet<>();
    Set<String> leaves = new HashSet<>();
    for (Item<H> item : items) {
      if (!isPlain(item.name()) || !names.add(item.name())) {
        throw new ZipException("a name in the archive is not a plain path, or comes twice");
      }
      if (!item.directory()) {
        leaves.add(item.name());
      }
    }
    for (String name : names) {
      for (int at = name.indexOf('/'); at > 0; at = name.indexOf('/', at + 1)) {
        if (leaves.contains(name.substring(0, at))) {
          throw new ZipException("a name in the archive lies below a file or a link");
        }
      }
    }
  }

  private static boolean isPlain(String name) {
    return RepositoryAddress.isPath(name) && !name.matches("[A-Za-z]:.*");
  }

  /** Length of the folder that everything lies in, slash included, or 0. */
  private static <H> int commonFolder(List<Item<H>> items) {
    Set<String> tops = new HashSet<>();
    for (Item<H> item : items) {
      int slash = item.name().indexOf('/');
      if (slash < 0 && !item.directory()) {
        return 0;
      }
      tops.add(slash < 0 ? item.name() : item.name().substring(0, slash));
    }
    return tops.size() == 1 ? tops.iterator().next().length() + 1 : 0;
  }
}
