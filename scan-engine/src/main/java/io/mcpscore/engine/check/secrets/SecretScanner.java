package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.secrets.SecretFormat.Keyword;
import io.mcpscore.engine.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;

/**
 * Finds secrets of known forms in bytes: one pass for the keywords, then the form of each keyword
 * where it can begin, so that the cost is bounded whatever the text holds.
 */
final class SecretScanner {

  /** Keys and tokens of providers. */
  static final SecretScanner KEYS = new SecretScanner(f -> !f.isPrivateKey());

  /** Private keys. */
  static final SecretScanner PRIVATE_KEYS = new SecretScanner(SecretFormat::isPrivateKey);

  /** More than the longest form. */
  private static final int WINDOW = 6_500;

  /** What the pattern of a name allows, see {@link SecretFormats}. */
  private static final int LONGEST_NAME = 60;

  private static final int MOST_CLOSING = 3;
  private static final int MOST_BLANKS = 4;
  private static final boolean[] NAME_SIGNS =
      signs("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_.-0123456789");
  private static final boolean[] CLOSING = signs("\"'`)]");
  private static final boolean[] BLANKS = signs(" \t\n\u000B\f\r");

  private final List<Place> places;
  private final KeywordIndex index;

  private SecretScanner(Predicate<SecretFormat> wanted) {
    places =
        SecretFormats.ALL.stream()
            .filter(wanted)
            .flatMap(f -> f.keywords().stream().map(k -> new Place(f, k)))
            .toList();
    index = new KeywordIndex(places.stream().map(p -> p.keyword().text()).toList());
  }

  private record Place(SecretFormat format, Keyword keyword) {}

  /**
   * A secret.
   *
   * @param start first byte
   * @param end byte after the last
   * @param format its form
   * @param text the secret
   */
  record Hit(int start, int end, SecretFormat format, String text) {

    /** Whether it is not known to be made up. */
    boolean isPlausible() {
      String prefix = format.keywords().getFirst().text();
      String own = text.substring(text.startsWith(prefix) ? prefix.length() : 0);
      return Plausibility.entropy(own) >= format.entropy()
          && (format.isPrivateKey() || !Plausibility.isPlaceholder(own))
          && format.validation().holds(text);
    }
  }

  /**
   * Whether a file holds one of the keywords: a look that costs little, if they are few and long.
   */
  boolean concerns(SourceText text) {
    return places.stream().anyMatch(p -> text.holds(p.keyword().text()));
  }

  /** Every plausible secret, ordered by offset, none overlapping. */
  List<Hit> scan(byte[] text) {
    List<Hit> found = forms(text);
    found.removeIf(h -> !h.isPlausible());
    found.sort(Comparator.comparingInt(Hit::start).thenComparingInt(h -> -h.end()));
    List<Hit> apart = new ArrayList<>(0);
    for (Hit hit : found) {
      if (apart.isEmpty() || hit.start() >= apart.getLast().end()) {
        apart.add(hit);
      }
    }
    return apart;
  }

  /** Whether a text has the form of a known provider's secret, made up or not. */
  boolean knows(String value) {
    return !forms(value.getBytes(StandardCharsets.ISO_8859_1)).isEmpty();
  }

  /** All that has the form of a secret, made up or not, in no order. */
  List<Hit> forms(byte[] text) {
    List<Hit> found = new ArrayList<>(0);
    index.scan(text, (keyword, end) -> look(text, places.get(keyword), end, found));
    return found;
  }

  private static void look(byte[] text, Place place, int end, List<Hit> found) {
    int keyword = end - place.keyword().text().length();
    boolean named = place.format().named();
    if (named && !isGiven(text, keyword)) {
      return;
    }
    Matcher matcher = null;
    for (int from = Math.max(0, keyword - place.keyword().before()); from <= keyword; from++) {
      // A name may have words before the keyword, a form may not.
      if (!named && isWordByte(text, from) && isWordByte(text, from - 1)) {
        continue;
      }
      if (matcher == null) {
        int to = Math.min(text.length, end + WINDOW);
        matcher = place.format().pattern().matcher(new Latin1Text(text, 0, to));
      }
      matcher.region(from, Math.min(text.length, end + WINDOW));
      if (matcher.lookingAt() && matcher.end() >= end && !isWordByte(text, matcher.end())) {
        int group = Math.min(1, matcher.groupCount());
        int start = matcher.start(group);
        found.add(new Hit(start, matcher.end(group), place.format(), matcher.group(group)));
        return;
      }
    }
  }

  /** Whether a name is given a value; most names that hold the keyword of a form are not. */
  private static boolean isGiven(byte[] text, int name) {
    int at = after(text, name, LONGEST_NAME, NAME_SIGNS);
    at = after(text, at, MOST_CLOSING, CLOSING);
    at = after(text, at, MOST_BLANKS, BLANKS);
    return at < text.length && ":=|?,".indexOf(text[at]) >= 0;
  }

  /** A table of bytes: names of keys are most of what code is made of, and looked at often. */
  private static boolean[] signs(String all) {
    boolean[] table = new boolean[256];
    all.chars().forEach(c -> table[c] = true);
    return table;
  }

  private static int after(byte[] text, int from, int most, boolean[] signs) {
    int end = Math.min(text.length, from + most);
    int at = from;
    while (at < end && signs[text[at] & 0xFF]) {
      at++;
    }
    return at;
  }

  private static boolean isWordByte(byte[] text, int at) {
    if (at < 0 || at >= text.length) {
      return false;
    }
    byte b = text[at];
    return b == '_' || (b > 0 && Character.isLetterOrDigit((char) b));
  }
}
