package io.mcpscore.intake;

import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;

/**
 * Holds a pack to the budget while it comes in, by what its headers announce. A few kilobytes can
 * stand for terabytes: one file of zeros, copies of copies, chains of differences that must be
 * worked off anew for every file in them.
 */
final class PackCost {

  /** Objects beside the entries of the tree: the root, the commit, tags of tags. */
  private static final int EXTRA_OBJECTS = 1000;

  /**
   * Inflated bytes of a pack to those of the files that are kept: hosts without filter also send
   * what is then left out.
   */
  private static final int LEFT_OUT = 2;

  /** What a link of a chain costs besides its bytes, in bytes. */
  static final int LINK = 1000;

  /**
   * Bytes of one chain, from the whole object to the last difference. All of them may be in memory
   * at once while the chain is worked off.
   */
  private static final long CHAIN_BYTES = 96_000_000;

  /** Bytes to work through if every object is read once, to bytes that are kept. */
  private static final int WORK = 16;

  private final ScanBudget budget;
  private long inflated;
  private long work;

  PackCost(ScanBudget budget) {
    this.budget = budget;
  }

  /** Takes the number of objects that the pack announces. */
  void objects(long count) {
    if (count > (long) budget.entries() + EXTRA_OBJECTS) {
      throw tooLarge("more than " + budget.entries() + " files and directories");
    }
  }

  /** Takes the size of an object or of a difference, once for each. */
  void inflated(long size) {
    inflated += size;
    if (size < 0 || inflated > LEFT_OUT * budget.inflatedBytes()) {
      throw tooLarge(
          "more than " + LEFT_OUT * budget.inflatedBytes() / 1_000_000 + " MB when unpacked");
    }
  }

  /** Takes the bytes of a chain up to and with one of its objects, once for each object. */
  void chain(long bytes) {
    work += bytes;
    if (bytes > CHAIN_BYTES || work > WORK * budget.inflatedBytes()) {
      throw tooLarge("differences that take too long to work off");
    }
  }

  private static ScanFailedException tooLarge(String what) {
    return new ScanFailedException(
        ErrorCode.REPO_TOO_LARGE, "The repository has " + what + ".", null);
  }
}
