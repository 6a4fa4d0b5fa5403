package io.mcpscore.engine.flow;

/**
 * Characters that do no harm at a kind of sink: digits and {@code -} always, and these.
 *
 * @param letters whether letters and {@code _} are among them
 * @param others further ones; a space stands for tabs as well, not for line breaks
 */
public record Characters(boolean letters, String others) {

  /** Letters, digits, {@code _} and {@code -}: harmless everywhere. */
  public static final Characters NAME = new Characters(true, "");

  /** Characters without a meaning for shells. */
  public static final Characters PLAIN = new Characters(true, "./:@,=+%");

  /** What calculations are written in. Without letters and brackets no function has a name. */
  public static final Characters ARITHMETIC = new Characters(false, "+*/%.()^,<>= ");

  /** Whether a character is one of them. */
  public boolean has(char c) {
    return Character.isDigit(c)
        || c == '-'
        || (letters && (Character.isLetter(c) || c == '_'))
        || others.indexOf(c) >= 0;
  }

  /** Whether a class such as {@code \w} holds only harmless ones. */
  boolean hasEscape(char c) {
    return switch (c) {
      case 'd' -> true;
      case 'w' -> letters;
      case 's' -> others.indexOf(' ') >= 0;
      default -> !Character.isLetterOrDigit(c) && has(c);
    };
  }
}
