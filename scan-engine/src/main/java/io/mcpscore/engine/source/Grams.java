package io.mcpscore.engine.source;

/**
 * Every run of four bytes of a file, as bits of a small table: a word with a run that is not there
 * is nowhere in the file. Of the hundreds of words that checks look for, a file holds a few; the
 * others are ruled out without going through it.
 */
final class Grams {

  private static final int LENGTH = 4;
  private static final int FEWEST_BITS = 10;
  private static final int MOST_BITS = 17;

  /** Knuth's multiplicative hashing: 2^32 over the golden ratio. */
  private static final int SPREAD = 0x9E3779B1;

  private final long[] table;
  private final int shift;

  /** Goes through the bytes once. */
  Grams(byte[] bytes) {
    // Eight bits a byte of the file leave a run that is not there one chance in nine or less of a
    // bit that is set, up to files of 16 kB; a word has several runs.
    int wanted = 32 - Integer.numberOfLeadingZeros(Math.max(1, bytes.length)) + 3;
    int bits = Math.clamp(wanted, FEWEST_BITS, MOST_BITS);
    shift = 32 - bits;
    table = new long[1 << (bits - 6)];
    int run = 0;
    for (int i = 0; i < bytes.length; i++) {
      run = (run << 8) | (bytes[i] & 0xFF);
      if (i >= LENGTH - 1) {
        int slot = (run * SPREAD) >>> shift;
        table[slot >>> 6] |= 1L << slot;
      }
    }
  }

  /** Whether the file may hold a word; what is shorter than a run cannot be ruled out. */
  boolean mayHold(String word) {
    int run = 0;
    for (int i = 0; i < word.length(); i++) {
      run = (run << 8) | (word.charAt(i) & 0xFF);
      if (i >= LENGTH - 1) {
        int slot = (run * SPREAD) >>> shift;
        if ((table[slot >>> 6] & (1L << slot)) == 0) {
          return false;
        }
      }
    }
    return true;
  }
}
