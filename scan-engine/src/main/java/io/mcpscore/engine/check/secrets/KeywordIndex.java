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

  private static final int ALPHABET = 128;

  private final int[] next;
  private final int[][] ending;

  /** Builds the automaton; keyword {@code i} is reported as {@code i}. */
  KeywordIndex(List<String> keywords) {
    List<int[]> states = new ArrayList<>();
    List<List<Integer>> out = new ArrayList<>();
    addState(states, out);
    for (int k = 0; k < keywords.size(); k++) {
      int state = 0;
      for (byte b : keywords.get(k).getBytes(StandardCharsets.US_ASCII)) {
        if (states.get(state)[b] < 0) {
          states.get(state)[b] = addState(states, out);
        }
        state = states.get(state)[b];
      }
      out.get(state).add(k);
    }
    link(states, out);
    next = states.stream().flatMapToInt(Arrays::stream).toArray();
    ending =
        out.stream()
            .map(l -> l.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
  }

  /** Reports every occurrence, in the order in which they end. */
  void scan(byte[] text, Hits hits) {
    int state = 0;
    for (int i = 0; i < text.length; i++) {
      state = text[i] < 0 ? 0 : next[state * ALPHABET + text[i]];
      for (int keyword : ending[state]) {
        hits.found(keyword, i + 1);
      }
    }
  }

  private static int addState(List<int[]> states, List<List<Integer>> out) {
    int[] row = new int[ALPHABET];
    Arrays.fill(row, -1);
    states.add(row);
    out.add(new ArrayList<>());
    return states.size() - 1;
  }

  /** Breadth first: every missing edge becomes the edge of the longest proper suffix. */
  private static void link(List<int[]> states, List<List<Integer>> out) {
    int[] suffix = new int[states.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(0);
    while (!queue.isEmpty()) {
      int state = queue.remove();
      out.get(state).addAll(state == 0 ? List.of() : out.get(suffix[state]));
      for (int b = 0; b < ALPHABET; b++) {
        int target = states.get(state)[b];
        int fallback = state == 0 ? 0 : states.get(suffix[state])[b];
        if (target < 0) {
          states.get(state)[b] = fallback;
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
