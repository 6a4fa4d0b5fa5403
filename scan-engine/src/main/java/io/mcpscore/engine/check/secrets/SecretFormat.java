package io.mcpscore.engine.check.secrets;

import java.util.regex.Pattern;

/**
 * The written form of one provider's keys.
 *
 * @param provider who issues it, as people call it
 * @param keyword ASCII text that every key of the form holds, case included
 * @param before most characters that stand before the keyword
 * @param after most characters that stand after it
 * @param pattern the whole key; bounded, without nested quantifiers
 * @param entropy least Shannon entropy of the key, in bits a character
 */
record SecretFormat(
    String provider, String keyword, int before, int after, Pattern pattern, double entropy) {

  private static final double ALPHANUMERIC = 3.3;
  private static final double HEXADECIMAL = 2.8;
  private static final int AFTER = 320;

  /** Keys of letters and digits that begin with the keyword. */
  static SecretFormat prefixed(String provider, String prefix, String rest) {
    return within(provider, prefix, 0, Pattern.quote(prefix) + rest);
  }

  /** Keys that hold the keyword somewhere, with at most {@code before} characters before it. */
  static SecretFormat within(String provider, String keyword, int before, String pattern) {
    return within(provider, keyword, before, AFTER, pattern);
  }

  /** As above, for forms that go on for long after the keyword. */
  static SecretFormat within(
      String provider, String keyword, int before, int after, String pattern) {
    boolean hex = pattern.contains("[0-9a-f]{") && !pattern.contains("A-Za-z");
    return new SecretFormat(
        provider,
        keyword,
        before,
        after,
        Pattern.compile(pattern),
        hex ? HEXADECIMAL : ALPHANUMERIC);
  }
}
