package io.mcpscore.model;

import java.math.BigInteger;

/** Base 62 in ASCII order (digits, upper case, lower case), so that text order is number order. */
final class Base62 {

  static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private static final BigInteger BASE = BigInteger.valueOf(62);

  private Base62() {}

  /** A non-negative number in exactly {@code width} digits. */
  static String encode(BigInteger number, int width) {
    char[] out = new char[width];
    BigInteger rest = number;
    for (int i = width - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      out[i] = ALPHABET.charAt(parts[1].intValue());
      rest = parts[0];
    }
    if (rest.signum() != 0) {
      throw new IllegalArgumentException("number needs more than " + width + " digits");
    }
    return new String(out);
  }

  /** A non-negative number in exactly {@code width} digits. */
  static String encode(long number, int width) {
    char[] out = new char[width];
    long rest = number;
    for (int i = width - 1; i >= 0; i--) {
      out[i] = ALPHABET.charAt((int) (rest % ALPHABET.length()));
      rest /= ALPHABET.length();
    }
    if (rest != 0) {
      throw new IllegalArgumentException("number needs more than " + width + " digits");
    }
    return new String(out);
  }

  static boolean isBase62(String text) {
    return text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0);
  }
}
