package io.mcpscore.report.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Things of two scans brought together by keys: first by the best key, then what is left by the
 * next one. Of several things with one key the first goes with the first.
 *
 * @param pairs what is in both, in the later order
 * @param appeared what is in the later scan alone
 * @param vanished what is in the earlier scan alone
 */
record Matches<T>(List<Pair<T>> pairs, List<T> appeared, List<T> vanished) {

  /**
   * One thing in both scans.
   *
   * @param before as it was
   * @param after as it is
   */
  record Pair<T>(T before, T after) {}

  @SafeVarargs
  static <T> Matches<T> of(List<T> before, List<T> after, Function<T, ?>... keys) {
    Map<Integer, T> partners = new HashMap<>();
    List<T> left = before;
    for (Function<T, ?> key : keys) {
      left = match(left, after, key, partners);
    }
    List<Pair<T>> pairs = new ArrayList<>();
    List<T> appeared = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      T partner = partners.get(i);
      if (partner == null) {
        appeared.add(after.get(i));
      } else {
        pairs.add(new Pair<>(partner, after.get(i)));
      }
    }
    return new Matches<>(pairs, appeared, left);
  }

  /** Gives partners to things that have none, and says what is left. */
  private static <T> List<T> match(
      List<T> before, List<T> after, Function<T, ?> key, Map<Integer, T> partners) {
    Map<Object, Deque<Integer>> open = new HashMap<>();
    for (int i = 0; i < after.size(); i++) {
      if (!partners.containsKey(i)) {
        open.computeIfAbsent(key.apply(after.get(i)), k -> new ArrayDeque<>()).add(i);
      }
    }
    List<T> left = new ArrayList<>();
    for (T thing : before) {
      Deque<Integer> places = open.get(key.apply(thing));
      if (places == null || places.isEmpty()) {
        left.add(thing);
      } else {
        partners.put(places.remove(), thing);
      }
    }
    return left;
  }
}
