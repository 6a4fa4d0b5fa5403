package io.mcpscore.engine.regex;

import java.util.List;

/**
 * A set of texts. Terms are made by {@link Terms} alone, which makes no two of the same meaning
 * twice: a term is equal to itself alone.
 *
 * @param kind how it is put together
 * @param chars of one character
 * @param parts of all others
 * @param id orders the terms of one question
 * @param depth how deep its parts are nested
 * @param nullable whether the empty text is in it
 */
record Term(Kind kind, CharSet chars, List<Term> parts, int id, int depth, boolean nullable) {

  /** How a term is put together. */
  enum Kind {
    /** The empty text alone. */
    EMPTY,
    /** One character of some. */
    CHARS,
    /** A text of the first part and one of the second behind it. */
    THEN,
    /** Any number of texts of the part. */
    MANY,
    /** Texts of any part; without parts, no text. */
    ANY,
    /** Texts of every part. */
    ALL,
    /** Texts that are not in the part. */
    NOT
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return id;
  }
}
