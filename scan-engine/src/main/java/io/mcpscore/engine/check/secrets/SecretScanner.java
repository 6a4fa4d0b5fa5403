package io.mcpscore.engine.check.secrets;

import io.mcpscore.model.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;

/**
 * Finds keys of known forms in bytes: one pass for the keywords, then the form of each keyword in a
 * window around it, so that the cost is bounded whatever the text holds.
 */
final class SecretScanner {

  private static final KeywordIndex KEYWORDS =
      new KeywordIndex(SecretFormats.ALL.stream().map(SecretFormat::keyword).toList());

  private SecretScanner() {}

  /**
   * A key.
   *
   * @param start first byte
   * @param end byte after the last
   * @param format its form
   */
  record Hit(int start, int end, SecretFormat format) {}

  /** Every plausible key, ordered by offset, none overlapping. */
  static List<Hit> scan(byte[] text) {
    List<Hit> found = new ArrayList<>();
    KEYWORDS.scan(text, (keyword, end) -> look(text, SecretFormats.ALL.get(keyword), end, found));
    found.sort(Comparator.comparingInt(Hit::start).thenComparingInt(h -> -h.end()));
    List<Hit> apart = new ArrayList<>();
    for (Hit hit : found) {
      if (apart.isEmpty() || hit.start() >= apart.getLast().end()) {
        apart.add(hit);
      }
    }
    return apart;
  }

  private static void look(byte[] text, SecretFormat format, int end, List<Hit> found) {
    int keyword = end - format.keyword().length();
    int from = Math.max(0, keyword - format.before());
    int to = Math.min(text.length, end + format.after());
    // One char a byte, so that positions in the window are positions in the file.
    String window = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    Matcher matcher = format.pattern().matcher(window);
    while (matcher.find() && matcher.start() <= keyword - from) {
      boolean covers = matcher.end() >= end - from;
      boolean apart =
          !isWordByte(text, from + matcher.start() - 1) && !isWordByte(text, from + matcher.end());
      if (covers && apart && isPlausible(matcher.group(), format)) {
        found.add(new Hit(from + matcher.start(), from + matcher.end(), format));
        return;
      }
    }
  }

  private static boolean isPlausible(String key, SecretFormat format) {
    if (format.keyword().equals("mcp_sk_")) {
      return ApiKey.isWellFormed(key);
    }
    if (format.equals(SecretFormats.PRIVATE_KEY)) {
      // Long runs of one letter are part of the form.
      return Plausibility.entropy(key) >= format.entropy();
    }
    String own = key.substring(key.startsWith(format.keyword()) ? format.keyword().length() : 0);
    return !Plausibility.isPlaceholder(own) && Plausibility.entropy(own) >= format.entropy();
  }

  private static boolean isWordByte(byte[] text, int at) {
    if (at < 0 || at >= text.length) {
      return false;
    }
    byte b = text[at];
    return b == '_' || (b > 0 && Character.isLetterOrDigit((char) b));
  }
}
