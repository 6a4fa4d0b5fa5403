package io.mcpscore.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Repository text made fit for a terminal or a document. */
final class Text {

  private Text() {}

  /**
   * One line without control characters: what a hostile repository calls its tools must not move a
   * terminal's cursor, change its colours or reorder what is read.
   */
  static String line(String text) {
    return text == null
        ? ""
        : text.codePoints()
            .map(c -> isUnsafe(c) ? ' ' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .replaceAll("\\s+", " ")
            .strip();
  }

  /** At most so many characters, with an ellipsis in the place of what was cut. */
  static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** A count with its noun: {@code 1 tool}, {@code 2 tools}. */
  static String count(int number, String noun) {
    return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** Things separated by commas. */
  static <T> String list(List<T> things, Function<T, String> name) {
    return things.stream().map(name).collect(Collectors.joining(", "));
  }

  private static boolean isUnsafe(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.PRIVATE_USE
        || type == Character.SURROGATE;
  }
}
