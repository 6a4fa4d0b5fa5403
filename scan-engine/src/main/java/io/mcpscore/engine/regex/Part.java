package io.mcpscore.engine.regex;

import java.util.List;

/** A regular expression as it is written. */
sealed interface Part {

  /** One character of some. */
  record Chars(CharSet set) implements Part {}

  /** One behind the other. */
  record Sequence(List<Part> parts) implements Part {}

  /** One of several. */
  record Choice(List<Part> parts) implements Part {}

  /**
   * One several times.
   *
   * @param most {@link #ANY_NUMBER} for no limit
   */
  record Repeat(Part part, int least, int most) implements Part {}

  /** What follows matches too, or does not. */
  record Ahead(Part part, boolean matches) implements Part {}

  /** The start or the end of the text. */
  record Anchor(char mark) implements Part {}

  /** No limit of a {@link Repeat}. */
  int ANY_NUMBER = Integer.MAX_VALUE;
}
