package io.mcpscore.engine.regex;

/** A place in a pattern that is read. */
final class Cursor {

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  /** The pattern means something that is not read. */
  static final class UnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnreadableException() {
      super(null, null, false, false);
    }
  }

  boolean isAtEnd() {
    return at == text.length();
  }

  boolean isNext(String expected) {
    return text.startsWith(expected, at);
  }

  /** Goes behind a text when it is next. */
  boolean skip(String expected) {
    boolean is = isNext(expected);
    at += is ? expected.length() : 0;
    return is;
  }

  /** Goes behind the next character. */
  char next() {
    if (isAtEnd()) {
      throw new UnreadableException();
    }
    return text.charAt(at++);
  }

  /** What comes before the next such character, which is where this is then; null without one. */
  String until(char end) {
    int found = text.indexOf(end, at);
    return found < 0 ? null : text.substring(at, found);
  }

  /** Goes behind that many characters. */
  void skip(int count) {
    at += count;
  }

  /** A number of that many digits to a base. */
  int number(int digits, int base) {
    int number = 0;
    for (int i = 0; i < digits; i++) {
      int digit = Character.digit(next(), base);
      if (digit < 0) {
        throw new UnreadableException();
      }
      number = number * base + digit;
    }
    return number;
  }
}
