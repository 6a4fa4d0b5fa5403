package io.mcpscore.engine.syntax;

/**
 * The names of a grammar's symbols and fields.
 *
 * @param kinds name by symbol id
 * @param named whether the symbol id is a named node
 * @param fields name by field id; id 0 is the empty text
 */
public record Vocabulary(String[] kinds, boolean[] named, String[] fields) {

  private static final int ERROR_SYMBOL = 0xFFFF;

  String kind(int symbol) {
    return symbol == ERROR_SYMBOL ? "ERROR" : kinds[symbol];
  }

  boolean isNamed(int symbol) {
    return symbol == ERROR_SYMBOL || named[symbol];
  }

  String field(int id) {
    return fields[id];
  }
}
