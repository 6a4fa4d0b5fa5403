package io.mcpscore.engine.dependency;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** Order of semantic versions 2.0.0; build metadata does not count. */
final class SemVer {

  /**
   * Compares two versions; missing parts are 0, so that ranges may say {@code 0} or {@code 1.2}.
   */
  static final Comparator<String> ORDER = SemVer::compare;

  private static final Pattern EXACT =
      Pattern.compile("[0-9]{1,9}\\.[0-9]{1,9}\\.[0-9]{1,9}(?:[-+][0-9A-Za-z.+-]{1,100})?");

  private SemVer() {}

  /** Whether a text is one exact version. */
  static boolean isExact(String text) {
    return EXACT.matcher(text).matches();
  }

  private static int compare(String left, String right) {
    String[] a = split(left);
    String[] b = split(right);
    int numbers = compareParts(a[0], b[0], "0");
    if (numbers != 0) {
      return numbers;
    }
    if (a[1].isEmpty() || b[1].isEmpty()) {
      // A version without a pre-release comes after one with it.
      return Boolean.compare(a[1].isEmpty(), b[1].isEmpty());
    }
    return compareParts(a[1], b[1], "");
  }

  /** The numbers and the pre-release. */
  private static String[] split(String version) {
    String bare = version.startsWith("v") ? version.substring(1) : version;
    int plus = bare.indexOf('+');
    bare = plus < 0 ? bare : bare.substring(0, plus);
    int dash = bare.indexOf('-');
    return dash < 0
        ? new String[] {bare, ""}
        : new String[] {bare.substring(0, dash), bare.substring(dash + 1)};
  }

  private static int compareParts(String left, String right, String missing) {
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      int order = comparePart(i < a.length ? a[i] : missing, i < b.length ? b[i] : missing);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int comparePart(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(!a.isEmpty(), !b.isEmpty());
    }
    boolean numericA = a.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean numericB = b.chars().allMatch(c -> c >= '0' && c <= '9');
    if (numericA && numericB) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    return numericA == numericB ? a.compareTo(b) : Boolean.compare(numericB, numericA);
  }
}
