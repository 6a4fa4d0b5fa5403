package io.mcpscore.engine.check;

import io.mcpscore.engine.check.secrets.SecretSamples;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Made-up secrets. Fixtures name them as {@code @@A36@@} (36 letters and digits), {@code @@H32@@}
 * (hexadecimal), {@code @@U16@@} (upper case and 2 to 7) or, whole and with its checksum, by a form
 * of the scanner's table as {@code @@github-token@@}, so that no file of the repository holds
 * anything in the form of a real key.
 */
final class Tokens {

  private static final Pattern MARK = Pattern.compile("@@([AHUL])([0-9]{1,4})@@");
  private static final Pattern FORM = Pattern.compile("@@([a-z0-9-]+)@@");

  private Tokens() {}

  /** Puts a random text, always the same one, in the place of every mark. */
  static String fill(String text) {
    Random random = new Random(42);
    String whole =
        FORM.matcher(text).replaceAll(m -> Matcher.quoteReplacement(SecretSamples.of(m.group(1))));
    return MARK.matcher(whole)
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
