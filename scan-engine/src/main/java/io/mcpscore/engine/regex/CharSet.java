package io.mcpscore.engine.regex;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * A set of UTF-16 units.
 *
 * @param bounds where the set begins and ends by turns, in growing order: units from an even one to
 *     before the odd one that follows are in it
 */
record CharSet(int[] bounds) {

  static final CharSet NONE = new CharSet(new int[0]);

  private static final int END = Character.MAX_VALUE + 1;

  /** Before the first and after the last character of a text; no character of Unicode. */
  static final char TEXT_START = '\uFDD0';

  static final char TEXT_END = '\uFDD1';

  /** Every unit of a text, which the two marks are not. */
  static final CharSet ALL = of(c -> c != TEXT_START && c != TEXT_END);

  static final CharSet WORD = of(c -> Character.isLetterOrDigit(c) || c == '_');
  static final CharSet DIGITS = of(Character::isDigit);
  static final CharSet LETTERS = of(Character::isLetter);
  static final CharSet SPACES = of(c -> Character.isWhitespace(c) || Character.isSpaceChar(c));
  static final CharSet LINE_ENDS = of(c -> c == '\n');

  static CharSet of(IntPredicate test) {
    int[] bounds = new int[16];
    int size = 0;
    boolean inside = false;
    for (int c = 0; c <= END; c++) {
      if ((c < END && test.test(c)) != inside) {
        inside = !inside;
        bounds = size == bounds.length ? Arrays.copyOf(bounds, 2 * size) : bounds;
        bounds[size++] = c;
      }
    }
    return new CharSet(Arrays.copyOf(bounds, size));
  }

  static CharSet range(int first, int last) {
    return first > last ? NONE : new CharSet(new int[] {first, last + 1});
  }

  boolean has(int c) {
    int at = Arrays.binarySearch(bounds, c);
    return at >= 0 ? (at & 1) == 0 : (-at - 1 & 1) == 1;
  }

  boolean isEmpty() {
    return bounds.length == 0;
  }

  CharSet with(CharSet other) {
    return merged(other, true);
  }

  /** Those of a text that are not in this set. */
  CharSet others() {
    // A mark is in no set that was read, and in none that is the rest of one.
    return merged(ALL, false);
  }

  /** The set with letters of A to Z in both cases. */
  CharSet inBothCases() {
    CharSet all = this;
    for (char c = 'a'; c <= 'z'; c++) {
      char upper = Character.toUpperCase(c);
      if (has(c) != has(upper)) {
        all = all.with(range(c, c)).with(range(upper, upper));
      }
    }
    return all;
  }

  /** The union of both sets, or what is in the other one alone. */
  private CharSet merged(CharSet other, boolean union) {
    int[] all = new int[bounds.length + other.bounds.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    boolean inside = false;
    while (mine < bounds.length || theirs < other.bounds.length) {
      int at = Math.min(at(bounds, mine), at(other.bounds, theirs));
      mine += at(bounds, mine) == at ? 1 : 0;
      theirs += at(other.bounds, theirs) == at ? 1 : 0;
      boolean here = (mine & 1) == 1;
      boolean there = (theirs & 1) == 1;
      if ((union ? here || there : there && !here) != inside) {
        inside = !inside;
        all[size++] = at;
      }
    }
    return new CharSet(Arrays.copyOf(all, size));
  }

  private static int at(int[] bounds, int index) {
    return index < bounds.length ? bounds[index] : END + 1;
  }

  /** Adds where the set changes. */
  void mark(BitSet changes) {
    for (int bound : bounds) {
      changes.set(bound);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CharSet set && Arrays.equals(bounds, set.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  @Override
  public String toString() {
    return Arrays.toString(bounds);
  }
}
