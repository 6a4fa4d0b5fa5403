package io.mcpscore.engine.parser;

import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Reads the memory of this process by address. Nothing but the alignment is checked: an address
 * where nothing is mapped ends the process. Words are all that is read one by one, because every
 * other type has to be linked at the start of each process.
 */
final class NativeMemory {

  /** A static final, so that the compiler knows its bounds. */
  private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private NativeMemory() {}

  /** Whether integers and pointers lie in memory as the readers of this package expect. */
  static boolean isUsual() {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
  }

  /** Eight bytes, which may be a pointer; the address is a multiple of eight. */
  static long word(long address) {
    return ALL.get(JAVA_LONG, address);
  }

  /** The lower four bytes of a word. */
  static int low(long address) {
    return (int) word(address);
  }

  /** The upper four bytes of a word. */
  static int high(long address) {
    return (int) (word(address) >>> 32);
  }

  /** A copy of an array of two-byte numbers without a sign. */
  static char[] shorts(long address, int count) {
    char[] copy = new char[count];
    MemorySegment.copy(ALL, JAVA_CHAR, address, copy, 0, count);
    return copy;
  }
}
