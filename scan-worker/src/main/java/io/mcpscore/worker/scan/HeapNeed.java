package io.mcpscore.worker.scan;

import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import java.util.Locale;
import java.util.Set;

/** How much memory the analysis of a repository needs, as far as its files tell beforehand. */
final class HeapNeed {

  /** Measured: 20 MB for each megabyte of code, trees, model and flows together. */
  private static final long OF_CODE = 20;

  /** Text that is searched but not parsed: its bytes, its lines and what is found in it. */
  private static final long OF_TEXT = 3;

  private static final long BASE = 16L << 20;

  private static final Set<String> CODE =
      Set.of("ts", "tsx", "mts", "cts", "js", "jsx", "mjs", "cjs", "py", "pyi");

  private HeapNeed() {}

  /** Bytes for the files of a snapshot that the budget lets in. */
  static long of(RepositorySnapshot snapshot, ScanBudget budget) {
    long bytes = BASE;
    int files = 0;
    for (RepositorySnapshot.Entry entry : snapshot.entries()) {
      if (!entry.isPresent() || entry.size() > budget.fileBytes()) {
        continue;
      }
      if (++files > budget.files()) {
        return bytes;
      }
      bytes += entry.size() * (isCode(entry.path()) ? OF_CODE : OF_TEXT);
    }
    return bytes;
  }

  private static boolean isCode(String path) {
    return CODE.contains(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }
}
