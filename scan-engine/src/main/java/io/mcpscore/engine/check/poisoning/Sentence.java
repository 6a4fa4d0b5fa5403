package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Word.Kind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * One sentence, list item or line of a text.
 *
 * @param words its words and marks
 * @param block name of the tag or label that it stands under, or the empty text
 * @param led whether the sentence before it commands and ends in a colon, as in {@code you must:}
 */
record Sentence(List<Word> words, String block, boolean led) {

  Sentence {
    words = List.copyOf(words);
  }

  /** First character. */
  int start() {
    return words.getFirst().start();
  }

  /** Character after the last. */
  int end() {
    return words.getLast().end();
  }

  Word at(int index) {
    return words.get(index);
  }

  int size() {
    return words.size();
  }

  /** Whether any word from a position on, up to another, fits. */
  boolean any(int from, int to, Predicate<Word> test) {
    return find(from, to, test) >= 0;
  }

  /** The first position in a range whose word fits, or -1. */
  int find(int from, int to, Predicate<Word> test) {
    return IntStream.range(Math.max(0, from), Math.min(to, size()))
        .filter(i -> test.test(at(i)))
        .findFirst()
        .orElse(-1);
  }

  /** The last position before another whose word fits, or -1. */
  int findLast(int before, Predicate<Word> test) {
    int at = Math.min(before, size()) - 1;
    while (at >= 0 && !test.test(at(at))) {
      at--;
    }
    return at;
  }

  boolean any(Sense sense) {
    return any(0, size(), w -> w.is(sense));
  }

  /** The words of a range with one blank between them, without marks. */
  String phrase(int from, int to) {
    StringBuilder out = new StringBuilder(" ");
    for (int i = Math.max(0, from); i < Math.min(to, size()); i++) {
      if (at(i).kind() != Kind.MARK) {
        out.append(at(i).text()).append(' ');
      }
    }
    return out.toString();
  }

  String phrase() {
    return phrase(0, size());
  }

  /** Whether the text around it was hidden from people or given the voice of the system. */
  boolean isVeiled() {
    return Blocks.isVeil(block);
  }
}
