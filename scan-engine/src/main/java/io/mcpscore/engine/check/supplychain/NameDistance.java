package io.mcpscore.engine.check.supplychain;

/** Ways in which one name is mistaken for another. */
final class NameDistance {

  private NameDistance() {}

  /** Whether one letter was added, left out or changed, or two neighbours swapped. */
  static boolean isOneSlip(String a, String b) {
    if (a.equals(b) || Math.abs(a.length() - b.length()) > 1) {
      return false;
    }
    if (a.length() == b.length()) {
      int first = firstDifference(a, b);
      return a.substring(first + 1).equals(b.substring(first + 1)) || isSwap(a, b);
    }
    String longer = a.length() > b.length() ? a : b;
    String shorter = a.length() > b.length() ? b : a;
    int first = firstDifference(longer, shorter);
    return longer.substring(first + 1).equals(shorter.substring(first));
  }

  /** Whether two neighbouring letters were swapped. */
  static boolean isSwap(String a, String b) {
    int first = firstDifference(a, b);
    return a.length() == b.length()
        && first + 1 < a.length()
        && a.charAt(first) == b.charAt(first + 1)
        && a.charAt(first + 1) == b.charAt(first)
        && a.substring(first + 2).equals(b.substring(first + 2));
  }

  /** Whether one name doubles a letter of the other, or leaves out one of a double. */
  static boolean isDoubled(String a, String b) {
    return !a.equals(b)
        && Math.abs(a.length() - b.length()) == 1
        && squeezed(a).equals(squeezed(b));
  }

  /** Whether the names differ in hyphens, dots and underscores alone. */
  static boolean isRejoined(String a, String b) {
    return !a.equals(b) && joined(a).equals(joined(b));
  }

  /** Whether a digit stands for the letter that it looks like. */
  static boolean isDigitForLetter(String a, String b) {
    return !a.equals(b) && letters(a).equals(letters(b));
  }

  private static String joined(String name) {
    return name.replace("-", "").replace("_", "").replace(".", "");
  }

  /** The name with one letter in the place of several equal ones. */
  private static String squeezed(String name) {
    StringBuilder out = new StringBuilder();
    for (char c : name.toCharArray()) {
      if (out.isEmpty() || out.charAt(out.length() - 1) != c) {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String letters(String name) {
    return name.replace('0', 'o').replace('1', 'l').replace('3', 'e').replace('5', 's');
  }

  /** First place where the names differ; the shorter length when one begins with the other. */
  private static int firstDifference(String a, String b) {
    int at = 0;
    while (at < Math.min(a.length(), b.length()) && a.charAt(at) == b.charAt(at)) {
      at++;
    }
    return at;
  }
}
