package io.mcpscore.engine.check.poisoning;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A form of words that few sentences have, found by the words that it cannot do without.
 *
 * @param needed texts of which one is in every such phrase
 * @param pattern the phrase
 */
record Phrase(List<String> needed, Pattern pattern) {

  Phrase {
    needed = List.copyOf(needed);
  }

  static Phrase of(String pattern, String... needed) {
    return new Phrase(List.of(needed), Pattern.compile(pattern));
  }

  /** Whether a sentence, in lower case and with one blank around each word, has the phrase. */
  boolean isIn(String sentence) {
    for (String word : needed) {
      if (sentence.contains(word)) {
        return pattern.matcher(sentence).find();
      }
    }
    return false;
  }
}
