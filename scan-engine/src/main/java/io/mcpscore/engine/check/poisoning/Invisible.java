package io.mcpscore.engine.check.poisoning;

import io.mcpscore.model.Severity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Characters that a model reads and nobody sees. Emoji and right-to-left scripts need some. */
final class Invisible {

  private static final Pattern TAGS = Pattern.compile("[\\x{E0000}-\\x{E007F}]++");

  /** Tag letters behind it spell out the flag of a region; anywhere else they hide text. */
  private static final int BLACK_FLAG = 0x1F3F4;

  private static final Pattern SELECTORS =
      Pattern.compile("[\\x{E0100}-\\x{E01EF}]{2,}+|[\\x{FE00}-\\x{FE0F}]{4,}+");
  private static final Pattern OVERRIDE =
      Pattern.compile("[\\u202A\\u202B\\u202D\\u202E\\u2066-\\u2068]");
  private static final Pattern ZERO_WIDTH_DATA =
      Pattern.compile("[\\u200B-\\u200D\\u2060-\\u2064\\uFEFF\\u180E\\u00AD]{4,}+");
  private static final Pattern INSIDE_WORD =
      Pattern.compile(
          "(?<=[A-Za-z0-9])[\\u200B\\u200C\\u200D\\u2060-\\u2064\\uFEFF\\u180E\\u3164\\u115F\\u1160]++(?=[A-Za-z0-9])");

  /** Three of them are no accident of copying; joiners, which emoji need, do not count. */
  private static final Pattern SCATTERED =
      Pattern.compile(
          "[\\u200B\\u2060-\\u2064](?:[^\\u200B\\u2060-\\u2064]{0,400}+[\\u200B\\u2060-\\u2064]){2}");

  private static final Pattern RIGHT_TO_LEFT =
      Pattern.compile("[\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFC]");

  private Invisible() {}

  /** The worst of them. */
  static Optional<TextMarks> find(String text) {
    if (isAscii(text)) {
      return Optional.empty();
    }
    Matcher tags = TAGS.matcher(text);
    while (tags.find()) {
      if (tags.start() > 0 && text.codePointBefore(tags.start()) == BLACK_FLAG) {
        continue;
      }
      String hidden = decoded(tags.group());
      return mark(
          tags,
          Severity.HIGH,
          "hides text in invisible tag characters"
              + (hidden.isBlank() ? "" : ": \"" + hidden + "\""));
    }
    Matcher selectors = SELECTORS.matcher(text);
    if (selectors.find()) {
      return mark(selectors, Severity.HIGH, "hides data in variation selectors");
    }
    Matcher data = ZERO_WIDTH_DATA.matcher(text);
    if (data.find()) {
      return mark(data, Severity.HIGH, "hides data in characters without width");
    }
    Matcher override = OVERRIDE.matcher(text);
    if (override.find() && !RIGHT_TO_LEFT.matcher(text).find()) {
      return mark(
          override,
          Severity.HIGH,
          "changes the direction of writing, so that it reads otherwise than it looks");
    }
    Matcher inside = INSIDE_WORD.matcher(text);
    if (inside.find()) {
      return mark(inside, Severity.HIGH, "has characters without width inside words");
    }
    Matcher scattered = SCATTERED.matcher(text);
    return scattered.find()
        ? mark(scattered, Severity.MEDIUM, "has characters without width between its words")
        : Optional.empty();
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(String tags) {
    StringBuilder out = new StringBuilder();
    tags.codePoints()
        .map(c -> c - 0xE0000)
        .filter(c -> c >= 0x20 && c < 0x7F)
        .limit(80)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  private static Optional<TextMarks> mark(Matcher m, Severity severity, String what) {
    return Optional.of(new TextMarks(m.start(), m.end(), severity, what));
  }
}
