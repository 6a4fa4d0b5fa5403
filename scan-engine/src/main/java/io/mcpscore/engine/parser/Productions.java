package io.mcpscore.engine.parser;

import java.lang.foreign.MemorySegment;

/**
 * What the productions of a grammar say about their children, copied out of its {@code TSLanguage}
 * (tree-sitter's {@code parser.h}), of which the ABI versions 13 to 15 have in common what is read
 * here. Children are counted without extras, such as comments. Production 0 says nothing.
 */
final class Productions {

  private static final int OLDEST_ABI = 13;
  private static final int NEWEST_ABI = 15;

  // Words of TSLanguage, the first number in the lower half:
  private static final int ABI_AND_SYMBOL_COUNT = 0;
  private static final int ALIAS_COUNT = 8;
  private static final int LARGE_STATES_AND_PRODUCTION_COUNT = 24;
  private static final int FIELD_COUNT_AND_LONGEST_PRODUCTION = 32;
  private static final int FIELD_SLICES = 88;
  private static final int FIELD_ENTRIES = 96;
  private static final int PUBLIC_SYMBOLS = 112;
  private static final int ALIAS_SEQUENCES = 128;

  private static final int ERROR = 0xFFFF;

  private final int longest;
  private final int[] roles;
  private final char[] publicSymbols;

  /**
   * Copies them.
   *
   * @param language address of the {@code TSLanguage}
   * @throws UnknownLayoutException when it is of an unknown version
   */
  Productions(MemorySegment language) {
    if (!isKnown(language)) {
      throw new UnknownLayoutException("language");
    }
    long at = language.address();
    int count = NativeMemory.high(at + LARGE_STATES_AND_PRODUCTION_COUNT);
    this.longest = NativeMemory.high(at + FIELD_COUNT_AND_LONGEST_PRODUCTION) & 0xFFFF;
    this.roles = new int[count * longest];
    if (roles.length > 0) {
      readAliases(NativeMemory.shorts(NativeMemory.word(at + ALIAS_SEQUENCES), roles.length));
    }
    if (NativeMemory.low(at + FIELD_COUNT_AND_LONGEST_PRODUCTION) > 0) {
      readFields(
          NativeMemory.shorts(NativeMemory.word(at + FIELD_SLICES), 2 * count),
          NativeMemory.word(at + FIELD_ENTRIES));
    }
    this.publicSymbols = NativeMemory.shorts(NativeMemory.word(at + PUBLIC_SYMBOLS), symbols(at));
  }

  private static boolean isKnown(MemorySegment language) {
    if (!NativeMemory.isUsual()) {
      return false;
    }
    long at = language.address();
    int abi = NativeMemory.low(at + ABI_AND_SYMBOL_COUNT);
    int fields = NativeMemory.low(at + FIELD_COUNT_AND_LONGEST_PRODUCTION);
    try {
      return OLDEST_ABI <= abi
          && abi <= NEWEST_ABI
          && symbols(at) == (int) TreeSitter.SYMBOL_COUNT.invokeExact(language)
          && fields == (int) TreeSitter.FIELD_COUNT.invokeExact(language);
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
  }

  private static int symbols(long at) {
    return NativeMemory.high(at + ABI_AND_SYMBOL_COUNT) + NativeMemory.low(at + ALIAS_COUNT);
  }

  private void readAliases(char[] sequences) {
    for (int i = longest; i < roles.length; i++) {
      roles[i] = sequences[i];
    }
  }

  /** A slice is an index and a number of entries; an entry a field, a child and a flag. */
  private void readFields(char[] slices, long address) {
    int count = 0;
    for (int slice = 0; slice < slices.length; slice += 2) {
      count = Math.max(count, slices[slice] + slices[slice + 1]);
    }
    char[] entries = NativeMemory.shorts(address, 2 * count);
    for (int slice = 0; slice < slices.length; slice += 2) {
      int end = slices[slice] + slices[slice + 1];
      for (int entry = slices[slice]; entry < end; entry++) {
        addField(slice / 2, entries[2 * entry], entries[2 * entry + 1]);
      }
    }
  }

  /** The first field of a child counts; those that come out of a hidden child are found there. */
  private void addField(int production, int field, int childAndInherited) {
    int child = childAndInherited & 0xFF;
    if (childAndInherited >>> 8 != 0) {
      return;
    }
    if (production == 0 || child >= longest) {
      throw new UnknownLayoutException("field");
    }
    int place = offset(production) + child;
    if (roles[place] >>> 16 == 0) {
      roles[place] |= field << 16;
    }
  }

  /** How {@link #role} wants a production. */
  int offset(int production) {
    return production * longest;
  }

  /**
   * The alias of a child, 0 for none, in the low half, and its field, 0 for none, in the high one.
   *
   * @param offset of the production
   * @param child number of the child
   * @throws UnknownLayoutException when the production has fewer children
   */
  int role(int offset, int child) {
    if (child < longest) {
      return roles[offset + child];
    }
    if (offset == 0) {
      return 0;
    }
    throw new UnknownLayoutException("child");
  }

  /** The symbol that stands for a symbol outside the parser. */
  int publicSymbol(int symbol) {
    return symbol == ERROR ? ERROR : publicSymbols[symbol];
  }
}
