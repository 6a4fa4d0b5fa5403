package io.mcpscore.engine.check;

import java.util.Random;
import java.util.regex.Pattern;

/**
 * Made-up secrets. Fixtures name them as {@code @@A36@@} (36 letters and digits), {@code @@H32@@}
 * (hexadecimal), {@code @@U16@@} (upper case and 2 to 7), so that no file of the repository holds
 * anything in the form of a real key.
 */
final class Tokens {

  private static final Pattern MARK = Pattern.compile("@@([AHUL])([0-9]{1,4})@@");

  private Tokens() {}

  /** Puts a random text, always the same one, in the place of every mark. */
  static String fill(String text) {
    Random random = new Random(42);
    return MARK.matcher(text)
        .replaceAll(m -> random(random, alphabet(m.group(1)), Integer.parseInt(m.group(2))));
  }

  private static String alphabet(String kind) {
    return switch (kind) {
      case "H" -> "0123456789abcdef";
      case "U" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
      case "L" -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
      default -> "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    };
  }

  private static String random(Random random, String alphabet, int length) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < length; i++) {
      out.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return out.toString();
  }
}
