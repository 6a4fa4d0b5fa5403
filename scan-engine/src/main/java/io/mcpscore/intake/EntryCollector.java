package io.mcpscore.intake;

import io.mcpscore.engine.PathOrder;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers the files of a tree and holds it to the budget, in the same way for every kind of source:
 * a file over the limit is an entry without bytes, whether or not its bytes were there, so that the
 * same tree gives the same entries through git with a filter, git without, a directory or a ZIP.
 *
 * @param <H> what finds the bytes of a file again
 */
final class EntryCollector<H> {

  private record Found<H>(long size, H handle) {}

  private final ScanBudget budget;
  private final TreeMap<String, Found<H>> files = new TreeMap<>(PathOrder.UTF_8);
  private int seen;
  private long inflated;

  EntryCollector(ScanBudget budget) {
    this.budget = budget;
  }

  /**
   * Counts one entry of the tree, of whatever kind.
   *
   * @throws ScanFailedException {@code REPO_TOO_LARGE} when the tree is too large, deep or long
   */
  void see(String path) {
    if (++seen > budget.entries()) {
      throw tooLarge("more than " + budget.entries() + " entries");
    }
    if (path.length() > budget.pathLength()) {
      throw tooLarge("a path longer than " + budget.pathLength() + " characters");
    }
    long directories = path.chars().filter(c -> c == '/').count();
    if (directories > budget.treeDepth()) {
      throw tooLarge("directories nested deeper than " + budget.treeDepth());
    }
  }

  /**
   * Takes a file.
   *
   * @param size bytes, or -1 when they are not there
   * @throws ScanFailedException {@code CLONE_FAILED} when there is one of this path already, which
   *     happens where names differ only in bytes that are no UTF-8; {@code REPO_TOO_LARGE} over the
   *     budget
   */
  void add(String path, long size, H handle) {
    long kept = size > budget.fileBytes() ? -1 : size;
    if (files.putIfAbsent(path, new Found<>(kept, handle)) != null) {
      throw new ScanFailedException(
          ErrorCode.CLONE_FAILED, "Two files have names that cannot be told apart.", null);
    }
    inflated += Math.max(kept, 0);
    if (inflated > budget.inflatedBytes()) {
      throw tooLarge("more than " + budget.inflatedBytes() / 1_000_000 + " MB of files");
    }
  }

  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>(files.size());
    files.forEach((path, found) -> entries.add(new Entry(path, found.size())));
    return List.copyOf(entries);
  }

  Map<String, H> handles() {
    Map<String, H> handles = new TreeMap<>(PathOrder.UTF_8);
    files.forEach((path, found) -> handles.put(path, found.handle()));
    return handles;
  }

  private static ScanFailedException tooLarge(String what) {
    return new ScanFailedException(
        ErrorCode.REPO_TOO_LARGE, "The repository has " + what + ".", null);
  }
}
