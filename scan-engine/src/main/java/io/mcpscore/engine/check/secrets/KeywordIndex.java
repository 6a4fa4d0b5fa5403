package io.mcpscore.engine.check.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds many ASCII keywords in one pass over bytes (Aho-Corasick), whatever their number. Matching
 * is exact in case.
 */
final class KeywordIndex {

  private static final int BYTES = 256;

  /** Marks the states in which keywords end. */
  private static final int ENDS = 1 << 31;

  /** Bytes that no keyword holds are all the same to the automaton, which keeps its table small. */
  private final byte[] letterOf = new byte[BYTES];

  private final int letters;

  /** The row of the state that follows, by the row of a state and a letter; the loop adds alone. */
  private final int[] next;

  private final int[][] ending;

  /** Builds the automaton; keyword {@code i} is reported as {@code i}. */
  KeywordIndex(List<String> keywords) {
    letters = nameLetters(keywords);
    List<int[]> states = new ArrayList<>();
    List<List<Integer>> out = new ArrayList<>();
    addState(states, out);
    for (int k = 0; k < keywords.size(); k++) {
      int state = 0;
      for (byte b : keywords.get(k).getBytes(StandardCharsets.US_ASCII)) {
        int letter = letterOf[b];
        if (states.get(state)[letter] < 0) {
          states.get(state)[letter] = addState(states, out);
        }
        state = states.get(state)[letter];
      }
      out.get(state).add(k);
    }
    link(states, out);
    next = new int[states.size() * letters];
    for (int i = 0; i < next.length; i++) {
      int state = states.get(i / letters)[i % letters];
      next[i] = (state * letters) | (out.get(state).isEmpty() ? 0 : ENDS);
    }
    ending =
        out.stream()
            .map(l -> l.isEmpty() ? null : l.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Reports every occurrence, in the order in which they end. */
  void scan(byte[] text, Hits hits) {
    int row = 0;
    for (int i = 0; i < text.length; i++) {
      int to = next[row + letterOf[text[i] & 0xFF]];
      row = to & ~ENDS;
      if (to < 0) {
        for (int keyword : ending[row / letters]) {
          hits.found(keyword, i + 1);
        }
      }
    }
  }

  /** Numbers the bytes of the keywords from 1; 0 is every other byte. */
  private int nameLetters(List<String> keywords) {
    int count = 1;
    for (String keyword : keywords) {
      for (byte b : keyword.getBytes(StandardCharsets.US_ASCII)) {
        if (letterOf[b] == 0) {
          letterOf[b] = (byte) count++;
        }
      }
    }
    return count;
  }

  private int addState(List<int[]> states, List<List<Integer>> out) {
    int[] row = new int[letters];
    Arrays.fill(row, -1);
    states.add(row);
    out.add(new ArrayList<>());
    return states.size() - 1;
  }

  /** Breadth first: every missing edge becomes the edge of the longest proper suffix. */
  private void link(List<int[]> states, List<List<Integer>> out) {
    int[] suffix = new int[states.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(0);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      out.get(state).addAll(state == 0 ? List.of() : out.get(suffix[state]));
      for (int letter = 0; letter < letters; letter++) {
        int target = states.get(state)[letter];
        int fallback = state == 0 ? 0 : states.get(suffix[state])[letter];
        if (target < 0) {
          states.get(state)[letter] = fallback;
        } else {
          suffix[target] = fallback;
          queue.add(target);
        }
      }
    }
  }

  /** Takes occurrences. */
  @FunctionalInterface
  interface Hits {

    /**
     * One occurrence.
     *
     * @param keyword its number
     * @param end byte after it
     */
    void found(int keyword, int end);
  }
}
