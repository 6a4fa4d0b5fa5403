package io.mcpscore.engine.check.poisoning;

/** Letters of other scripts that look like Latin ones, and characters that nobody sees. */
final class LookAlikes {

  private static final String FOREIGN =
      "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u0475\u051d"
          + "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0408\u0405"
          + "\u03bf\u03b1\u03c1\u03bd\u03b9\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7";
  private static final String LATIN = "aeopcyxijsdhvw" + "ABEKMHOPCTXIJS" + "oapviABEZHIKMNOPTYX";

  private LookAlikes() {}

  /** The text with every look-alike replaced; its length stays the same. */
  static String fold(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int plain = c < 0x0370 ? -1 : FOREIGN.indexOf(c);
      char folded = plain >= 0 ? LATIN.charAt(plain) : fullWidth(c);
      if (folded != c) {
        out = out == null ? new StringBuilder(text) : out;
        out.setCharAt(i, folded);
      }
    }
    return out == null ? text : out.toString();
  }

  private static char fullWidth(char c) {
    return c >= 0xFF01 && c <= 0xFF5E ? (char) (c - 0xFEE0) : c;
  }

  /** The Latin letter that a letter of another script imitates, or 0. */
  static char latin(char c) {
    int at = c < 0x0370 ? -1 : FOREIGN.indexOf(c);
    return at < 0 ? 0 : LATIN.charAt(at);
  }
}
