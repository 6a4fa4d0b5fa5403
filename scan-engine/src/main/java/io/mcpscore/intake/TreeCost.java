package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.util.Arrays;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.util.Paths;

/**
 * Tells in one pass what the git library's search for duplicates in a tree would cost. It looks on
 * from every name over all later ones that begin with it ({@code a}, {@code a-b}, {@code a-b-c}),
 * so that a tree of a megabyte can be made to take minutes.
 */
final class TreeCost {

  /** Bytes looked at; the largest honest trees stay a hundred times below. */
  private static final long MOST = 1L << 28;

  /** UTF-8 takes up to three bytes for what a path counts as one. */
  private static final int UTF_8 = 3;

  private final ScanBudget budget;
  private int[] starts = new int[16];
  private int[] ends = new int[16];
  private int open;

  TreeCost(ScanBudget budget) {
    this.budget = budget;
  }

  /**
   * Checks the size, the order and the cost of a tree; what is malformed is left to the library.
   *
   * @throws CorruptObjectException when the names are not in order
   * @throws ScanFailedException {@code REPO_TOO_LARGE}
   */
  void check(byte[] raw) throws CorruptObjectException {
    open = 0;
    long cost = 0;
    int entries = 0;
    int lastStart = 0;
    int lastEnd = 0;
    int lastMode = 0;
    for (int at = 0; at < raw.length; ) {
      int start = indexOf(raw, at, ' ') + 1;
      int end = indexOf(raw, start, 0);
      if (start == 0 || end < 0) {
        return;
      }
      int mode = mode(raw, at, start - 1);
      if (++entries > budget.entries() || end - start > budget.pathLength() * UTF_8) {
        throw tooLarge();
      }
      if (entries > 1
          && Paths.compare(raw, lastStart, lastEnd, lastMode, raw, start, end, mode) > 0) {
        throw new CorruptObjectException("a tree is not in order");
      }
      int next = end + 1 + Constants.OBJECT_ID_LENGTH;
      closeOthers(raw, start, end);
      cost += (long) open * (next - at);
      if (cost > MOST) {
        throw tooLarge();
      }
      push(start, end);
      lastStart = start;
      lastEnd = end;
      lastMode = mode;
      at = next;
    }
  }

  private void closeOthers(byte[] raw, int start, int end) {
    while (open > 0) {
      int from = starts[open - 1];
      int length = ends[open - 1] - from;
      if (end - start > length
          && (raw[start + length] & 0xff) < '/'
          && Arrays.equals(raw, from, from + length, raw, start, start + length)) {
        return;
      }
      open--;
    }
  }

  private void push(int start, int end) {
    if (open == starts.length) {
      starts = Arrays.copyOf(starts, open * 2);
      ends = Arrays.copyOf(ends, open * 2);
    }
    starts[open] = start;
    ends[open] = end;
    open++;
  }

  private static int mode(byte[] raw, int from, int to) {
    int mode = 0;
    for (int at = from; at < to; at++) {
      mode = (mode << 3) + raw[at] - '0';
    }
    return mode;
  }

  private static int indexOf(byte[] raw, int from, int wanted) {
    for (int at = from; at < raw.length; at++) {
      if (raw[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  private static ScanFailedException tooLarge() {
    return new ScanFailedException(
        ErrorCode.REPO_TOO_LARGE, "The repository has a directory that is too large.", null);
  }
}
