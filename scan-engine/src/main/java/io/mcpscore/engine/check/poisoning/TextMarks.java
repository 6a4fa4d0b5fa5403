package io.mcpscore.engine.check.poisoning;

import io.mcpscore.model.Severity;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a text that is not what it looks like.
 *
 * @param start first character
 * @param end character after the last
 * @param severity what it is worth
 * @param what the part in a clause, such as {@code holds text in invisible tag characters}
 */
record TextMarks(int start, int end, Severity severity, String what) {

  /** Finds the worst such part of a text. */
  interface Finder extends Function<String, Optional<TextMarks>> {}
}
