package io.mcpscore.engine.dependency;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Order of Python versions by PEP 440; local parts do not count. */
final class Pep440 {

  /** Compares two versions; a text that is none comes before every version. */
  static final Comparator<String> ORDER = Pep440::compare;

  private static final Pattern VERSION =
      Pattern.compile(
          "v?(?:([0-9]{1,9})!)?([0-9]{1,9}(?:\\.[0-9]{1,9}){0,20})"
              + "(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?([0-9]{0,9}))?"
              + "(?:-([0-9]{1,9})|[-_.]?(?:post|rev|r)[-_.]?([0-9]{0,9}))?"
              + "(?:[-_.]?(dev)[-_.]?([0-9]{0,9}))?(?:\\+[a-z0-9._-]{1,100})?");

  private static final int DEVELOPMENT = -4;
  private static final int FINAL = 0;

  private Pep440() {}

  /** Whether a text is one exact version. */
  static boolean isExact(String text) {
    return VERSION.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  private static int compare(String left, String right) {
    Matcher a = VERSION.matcher(left.strip().toLowerCase(Locale.ROOT));
    Matcher b = VERSION.matcher(right.strip().toLowerCase(Locale.ROOT));
    if (!a.matches() || !b.matches()) {
      return Boolean.compare(a.matches(), b.matches());
    }
    int order = number(a.group(1)).compareTo(number(b.group(1)));
    order = order != 0 ? order : compareRelease(a.group(2), b.group(2));
    order = order != 0 ? order : Integer.compare(stage(a), stage(b));
    order = order != 0 ? order : number(a.group(4)).compareTo(number(b.group(4)));
    order = order != 0 ? order : post(a).compareTo(post(b));
    // Without a development part a version is later than with any.
    order = order != 0 ? order : Boolean.compare(a.group(7) == null, b.group(7) == null);
    return order != 0 ? order : number(a.group(8)).compareTo(number(b.group(8)));
  }

  private static int compareRelease(String left, String right) {
    String[] a = left.split("\\.");
    String[] b = right.split("\\.");
    for (int i = 0; i < Math.max(a.length, b.length); i++) {
      int order = number(i < a.length ? a[i] : null).compareTo(number(i < b.length ? b[i] : null));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Development release of a final one, alpha, beta, candidate, final. */
  private static int stage(Matcher version) {
    boolean post = version.group(5) != null || version.group(6) != null;
    if (version.group(3) == null) {
      return version.group(7) != null && !post ? DEVELOPMENT : FINAL;
    }
    return switch (version.group(3)) {
      case "a", "alpha" -> -3;
      case "b", "beta" -> -2;
      default -> -1;
    };
  }

  /** -1 without a post-release, which is earlier than post-release 0. */
  private static BigInteger post(Matcher version) {
    if (version.group(5) != null) {
      return number(version.group(5));
    }
    return version.group(6) == null ? BigInteger.ONE.negate() : number(version.group(6));
  }

  private static BigInteger number(String digits) {
    return digits == null || digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
  }
}
