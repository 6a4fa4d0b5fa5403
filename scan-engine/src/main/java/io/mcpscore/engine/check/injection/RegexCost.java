package io.mcpscore.engine.check.injection;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds repetitions inside of repetitions that can split the same text in many ways, which takes
 * time that doubles with every character.
 */
final class RegexCost {

  private static final int LONGEST = 1_000;
  private static final int DEEPEST = 20;

  private final String pattern;
  private int at;
  private boolean found;

  private RegexCost(String pattern) {
    this.pattern = pattern;
  }

  /** One item of a pattern: what it can begin with, and how often it may come. */
  private record Item(String set, boolean optional, boolean unbounded) {}

  /** Whether a pattern can take exponential time, and is followed by something that can fail. */
  static boolean isCatastrophic(String pattern) {
    if (pattern.length() > LONGEST || !(pattern.contains("+") || pattern.contains("*"))) {
      return false;
    }
    RegexCost cost = new RegexCost(pattern);
    cost.alternatives(DEEPEST);
    return cost.found;
  }

  private List<List<Item>> alternatives(int depth) {
    List<List<Item>> out = new ArrayList<>();
    List<Item> sequence = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      if (pattern.charAt(at) == '|') {
        at++;
        out.add(sequence);
        sequence = new ArrayList<>();
      } else {
        item(sequence, depth);
      }
    }
    out.add(sequence);
    return out;
  }

  private void item(List<Item> sequence, int depth) {
    char c = pattern.charAt(at);
    if (c == '(' && depth > 0) {
      group(sequence, depth);
    } else if (c == '[') {
      quantified(sequence, set());
    } else if (c == '\\' && at + 1 < pattern.length()) {
      at += 2;
      quantified(sequence, pattern.substring(at - 2, at));
    } else if (c == '^' || c == '$') {
      at++;
    } else {
      at++;
      quantified(sequence, String.valueOf(c));
    }
  }

  private void group(List<Item> sequence, int depth) {
    at++;
    boolean look =
        pattern.startsWith("?=", at)
            || pattern.startsWith("?!", at)
            || (pattern.startsWith("?<", at) && !isNamed());
    boolean atomic = pattern.startsWith("?>", at);
    if (pattern.startsWith("?", at)) {
      at =
          Math.min(
              pattern.length(),
              at
                  + (pattern.startsWith("?P<", at) || isNamed()
                      ? pattern.indexOf('>', at) - at + 1
                      : pattern.startsWith("?<", at) ? 3 : 2));
    }
    List<List<Item>> inside = alternatives(depth - 1);
    at = Math.min(pattern.length(), at + 1);
    int before = at;
    int[] bounds = quantifier();
    boolean repeated = bounds[1] == Integer.MAX_VALUE;
    boolean lazyEnd = at >= pattern.length();
    if (repeated && !look && !atomic && !lazyEnd && (splits(inside) || overlaps(inside))) {
      found = true;
    }
    boolean optional =
        bounds[0] == 0 || inside.stream().anyMatch(s -> s.stream().allMatch(Item::optional));
    if (!look) {
      sequence.add(new Item("", optional, repeated && before < at));
    }
  }

  private boolean isNamed() {
    return pattern.startsWith("?<", at)
        && at + 2 < pattern.length()
        && Character.isLetter(pattern.charAt(at + 2));
  }

  /** One alternative that is a repetition and beside it nothing that has to be there. */
  private static boolean splits(List<List<Item>> alternatives) {
    return alternatives.stream()
        .anyMatch(
            s -> {
              List<Item> needed = s.stream().filter(i -> !i.optional() || i.unbounded()).toList();
              return needed.size() == 1 && needed.getFirst().unbounded();
            });
  }

  /** Two alternatives of one character each that can be the same. */
  private static boolean overlaps(List<List<Item>> alternatives) {
    List<String> sets =
        alternatives.stream()
            .filter(s -> s.size() == 1 && !s.getFirst().set().isEmpty())
            .map(s -> s.getFirst().set())
            .toList();
    for (int i = 0; i < sets.size(); i++) {
      for (int j = i + 1; j < sets.size(); j++) {
        boolean same = sets.get(i).equals(sets.get(j));
        boolean word = sets.get(i).equals("\\w") && sets.get(j).matches("\\\\d|[a-zA-Z0-9_]");
        boolean any = sets.get(i).equals(".") || sets.get(j).equals(".");
        if (same || word || any) {
          return true;
        }
      }
    }
    return false;
  }

  private String set() {
    int from = at++;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == from + 1)) {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(pattern.length(), at + 1);
    return pattern.substring(from, at);
  }

  private void quantified(List<Item> sequence, String set) {
    int[] bounds = quantifier();
    sequence.add(new Item(set, bounds[0] == 0, bounds[1] == Integer.MAX_VALUE));
  }

  /** Least and most; possessive repetitions cannot be split and count as bounded. */
  private int[] quantifier() {
    if (at >= pattern.length()) {
      return new int[] {1, 1};
    }
    int[] out =
        switch (pattern.charAt(at)) {
          case '*' -> new int[] {0, Integer.MAX_VALUE};
          case '+' -> new int[] {1, Integer.MAX_VALUE};
          case '?' -> new int[] {0, 1};
          case '{' -> braces();
          default -> null;
        };
    if (out == null) {
      return new int[] {1, 1};
    }
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '+') {
      at++;
      return new int[] {out[0], 1};
    }
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
    return out;
  }

  private int[] braces() {
    int end = pattern.indexOf('}', at);
    String inside = end < 0 ? "" : pattern.substring(at + 1, end);
    if (!inside.matches("[0-9]{1,4}(?:,[0-9]{0,4})?")) {
      return new int[] {1, 1};
    }
    at = end;
    return new int[] {inside.startsWith("0") ? 0 : 1, inside.endsWith(",") ? Integer.MAX_VALUE : 1};
  }
}
