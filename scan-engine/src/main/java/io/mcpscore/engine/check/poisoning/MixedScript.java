package io.mcpscore.engine.check.poisoning;

import io.mcpscore.model.Severity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of Latin letters in which look-alikes of another script stand. */
final class MixedScript {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}_]{3,100}+");

  private MixedScript() {}

  /** The first such word of a text that is Latin for the most part. */
  static Optional<TextMarks> find(String text) {
    if (text.chars().noneMatch(c -> LookAlikes.latin((char) c) != 0) || !isLatin(text)) {
      return Optional.empty();
    }
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      if (isMixed(word.group())) {
        return Optional.of(
            new TextMarks(
                word.start(),
                word.end(),
                Severity.HIGH,
                "spells \"" + LookAlikes.fold(word.group()) + "\" with letters of another script"));
      }
    }
    return Optional.empty();
  }

  private static boolean isLatin(String text) {
    long latin = text.chars().filter(c -> c < 0x250 && Character.isLetter(c)).count();
    long other = text.chars().filter(c -> c >= 0x250 && Character.isLetter(c)).count();
    return latin > other;
  }

  private static boolean isMixed(String word) {
    int latin = 0;
    int alike = 0;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (LookAlikes.latin(c) != 0) {
        alike++;
      } else if (c < 0x250 && Character.isLetter(c)) {
        latin++;
      } else if (Character.isLetter(c)) {
        return false;
      }
    }
    return alike > 0 && latin > 1;
  }
}
