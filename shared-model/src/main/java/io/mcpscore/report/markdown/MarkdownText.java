package io.mcpscore.report.markdown;

import io.mcpscore.report.SafeText;
import java.util.regex.Pattern;

/**
 * Text of a repository that must stay text where Markdown is rendered: no markup, no link, no
 * picture, no HTML, and nothing that a code host turns into a mention or a reference afterwards.
 * Such hosts look at rendered text, so a backslash alone does not help; a space after the character
 * that makes a reference does, and code is left alone altogether.
 */
final class MarkdownText {

  private static final Pattern PUNCTUATION = Pattern.compile("([!-/:-@\\[-`{-~])");
  private static final Pattern REFERENCE =
      Pattern.compile("(?i)(\\\\[@#:]|\\bGH\\\\-|\\bwww\\\\\\.)");

  private MarkdownText() {}

  /** One line of prose. */
  static String prose(String text) {
    String escaped = PUNCTUATION.matcher(SafeText.line(text)).replaceAll("\\\\$1");
    return REFERENCE.matcher(escaped).replaceAll("$1 ");
  }

  /** A name as code, also within a table. */
  static String code(String text, int most) {
    String line = SafeText.cut(SafeText.line(text), most);
    if (line.isEmpty()) {
      return "";
    }
    String fence = "`".repeat(longestRun(line) + 1);
    boolean edge = line.startsWith("`") || line.endsWith("`");
    String padded = edge ? " " + line + " " : line;
    return fence + padded.replace("|", "\\|") + fence;
  }

  /** Lines as a block of code. */
  static String block(String text) {
    String lines = SafeText.lines(text).stripTrailing();
    String fence = "`".repeat(Math.max(3, longestRun(lines) + 1));
    return fence + "\n" + lines + "\n" + fence + "\n";
  }

  /** A name as code within HTML, where Markdown means nothing. */
  static String htmlCode(String text, int most) {
    String line = SafeText.cut(SafeText.line(text), most);
    return "<code>"
        + line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        + "</code>";
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
