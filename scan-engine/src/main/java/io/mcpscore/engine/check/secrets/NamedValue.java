package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.source.SourceFile;
import java.util.List;

/**
 * A literal text that is given to a name.
 *
 * @param file where
 * @param name as written: {@code dbPassword}, {@code DB_PASSWORD}
 * @param value the text
 * @param start first byte of the value
 * @param end byte after it
 */
record NamedValue(SourceFile file, String name, String value, int start, int end) {

  private static final int SHOWN = 4;

  /** The bytes that no snippet may show: all but the first four, or all of a short value. */
  List<int[]> masked() {
    return masked(start, end);
  }

  /** The bytes of a secret that no snippet may show. */
  static List<int[]> masked(int start, int end) {
    boolean isShort = end - start < 4 * SHOWN;
    return List.of(new int[] {isShort ? start : start + SHOWN, end});
  }
}
