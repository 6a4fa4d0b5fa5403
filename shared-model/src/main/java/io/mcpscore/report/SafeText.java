package io.mcpscore.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Repository text made fit for people: what a hostile repository calls its tools must not move a
 * terminal's cursor, change its colours, hide itself or reorder what is read.
 */
public final class SafeText {

  private SafeText() {}

  /** One line without control, invisible or reordering characters; null is the empty text. */
  public static String line(String text) {
    return text == null ? "" : visible(text, false).replaceAll("\\s+", " ").strip();
  }

  /** The same with its line breaks and indents kept, for code and paragraphs. */
  public static String lines(String text) {
    return text == null ? "" : visible(text.replace("\r\n", "\n"), true);
  }

  /** At most so many characters, with an ellipsis in the place of what was cut. */
  public static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most - 1)) + "…";
  }

  /** A count with its noun: {@code 1 tool}, {@code 2 tools}. */
  public static String count(int number, String noun) {
    return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** Things separated by commas. */
  public static <T> String list(List<T> things, Function<T, String> name) {
    return things.stream().map(name).collect(Collectors.joining(", "));
  }

  private static String visible(String text, boolean keepLines) {
    return text.codePoints()
        .map(c -> isUnsafe(c) && !(keepLines && (c == '\n' || c == '\t')) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
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
