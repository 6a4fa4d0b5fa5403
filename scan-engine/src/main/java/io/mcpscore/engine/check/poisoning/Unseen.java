package io.mcpscore.engine.check.poisoning;

import io.mcpscore.model.Severity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that terminals and pages do not show: escapes, far indentation, comments. */
final class Unseen {

  private static final Pattern ESCAPE =
      Pattern.compile("[\\x1B\\x9B]|\\x08{2,}|\\r(?!\\n)(?=[^\\r]{3})");
  private static final Pattern PADDING =
      Pattern.compile("(?:[ \\t\\u00A0\\u3000]{80,}+|(?:\\n[ \\t]{0,40}){12,}+)(?=\\S)");
  private static final Pattern COMMENT =
      Pattern.compile("<!--\\s{0,20}(?:[^\\s<>]{1,40}\\s{1,5}){3,200}?[^<>]{0,2000}?-->");
  private static final Pattern STYLE =
      Pattern.compile(
          "(?i)<[a-z]{1,10}\\b[^>]{0,200}style\\s?=\\s?[\"'][^\"'>]{0,200}(?:display\\s?:\\s?none|font-size\\s?:\\s?0|visibility\\s?:\\s?hidden|opacity\\s?:\\s?0(?![.\\d]))");
  private static final Pattern LINK_COMMENT =
      Pattern.compile("(?m)^\\[(?://|comment)\\]:\\s?#\\s?[(\"'][^\\n]{10,}");

  private Unseen() {}

  /** The worst of them. */
  static Optional<TextMarks> find(String text) {
    return first(
            ESCAPE,
            text,
            Severity.HIGH,
            "holds control characters that change what a terminal shows")
        .or(
            () ->
                first(
                    PADDING,
                    text,
                    Severity.MEDIUM,
                    "goes on behind a long run of blanks or empty lines"))
        .or(
            () ->
                text.contains("<!--")
                    ? first(
                        COMMENT, text, Severity.MEDIUM, "holds a comment that pages do not show")
                    : Optional.empty())
        .or(
            () ->
                text.indexOf('<') >= 0
                    ? first(
                        STYLE, text, Severity.MEDIUM, "holds text that is styled to be invisible")
                    : Optional.empty())
        .or(
            () ->
                text.contains("]:")
                    ? first(
                        LINK_COMMENT,
                        text,
                        Severity.MEDIUM,
                        "holds a comment that pages do not show")
                    : Optional.empty());
  }

  private static Optional<TextMarks> first(
      Pattern pattern, String text, Severity severity, String what) {
    Matcher m = pattern.matcher(text);
    return m.find()
        ? Optional.of(
            new TextMarks(m.start(), Math.min(text.length(), m.end() + 60), severity, what))
        : Optional.empty();
  }
}
