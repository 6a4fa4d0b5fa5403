package io.mcpscore.engine.syntax;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** The names of a grammar's symbols and fields. */
public final class Vocabulary {

  private static final int ERROR_SYMBOL = 0xFFFF;
  private static final String ERROR = "ERROR";
  private static final int[] NONE = {};

  private final String[] kinds;
  private final boolean[] named;
  private final String[] fields;
  private final Map<String, int[]> symbols = new HashMap<>();

  /**
   * Takes the names; the arrays must not change.
   *
   * @param kinds name by symbol id
   * @param named whether the symbol id is a named node
   * @param fields name by field id; id 0 is the empty text
   */
  public Vocabulary(String[] kinds, boolean[] named, String[] fields) {
    this.kinds = kinds;
    this.named = named;
    this.fields = fields;
    for (int symbol = 0; symbol < kinds.length; symbol++) {
      if (named[symbol]) {
        symbols.merge(kinds[symbol], new int[] {symbol}, Vocabulary::both);
      }
    }
    symbols.merge(ERROR, new int[] {ERROR_SYMBOL}, Vocabulary::both);
  }

  private static int[] both(int[] a, int[] b) {
    return IntStream.concat(IntStream.of(a), IntStream.of(b)).toArray();
  }

  /** Name by symbol id, an array that must not be written to. */
  public String[] kinds() {
    return kinds;
  }

  /** Whether a symbol is a named node, by symbol id; an array that must not be written to. */
  public boolean[] named() {
    return named;
  }

  /** Name by field id, an array that must not be written to. */
  public String[] fields() {
    return fields;
  }

  /** The ids of the named symbols of a name. */
  int[] symbols(String kind) {
    return symbols.getOrDefault(kind, NONE);
  }

  String kind(int symbol) {
    return symbol == ERROR_SYMBOL ? ERROR : kinds[symbol];
  }

  boolean isNamed(int symbol) {
    return symbol == ERROR_SYMBOL || named[symbol];
  }

  String field(int id) {
    return fields[id];
  }
}
