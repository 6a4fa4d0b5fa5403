package io.mcpscore.engine.check.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Writes a text that a pattern matches; knows the part of the syntax that the table of formats
 * uses.
 */
final class PatternText {

  private final String pattern;
  private final Random random;
  private int at;

  /**
   * Takes a pattern.
   *
   * @param random chooses characters, lengths and branches; without it always the first
   */
  PatternText(String pattern, Random random) {
    this.pattern = pattern;
    this.random = random;
  }

  /** A text. */
  String text() {
    return alternatives();
  }

  private String alternatives() {
    List<String> branches = new ArrayList<>();
    StringBuilder branch = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      if (pattern.charAt(at) == '|') {
        at++;
        branches.add(branch.toString());
        branch = new StringBuilder();
      } else {
        branch.append(repeated());
      }
    }
    branches.add(branch.toString());
    return branches.get(random == null ? 0 : random.nextInt(branches.size()));
  }

  private String repeated() {
    int from = at;
    String first = atom();
    int to = at;
    int[] times = quantifier();
    int count =
        times[0] + (random == null ? 0 : random.nextInt(Math.min(20, times[1] - times[0]) + 1));
    int after = at;
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      at = from;
      out.append(i == 0 ? first : atom());
    }
    at = Math.max(after, to);
    return out.toString();
  }

  private int[] quantifier() {
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
      return new int[] {0, 1};
    }
    if (at >= pattern.length() || pattern.charAt(at) != '{') {
      return new int[] {1, 1};
    }
    int end = pattern.indexOf('}', at);
    String[] bounds = pattern.substring(at + 1, end).split(",");
    at = end + 1;
    if (at < pattern.length() && "?+".indexOf(pattern.charAt(at)) >= 0) {
      at++;
    }
    int least = Integer.parseInt(bounds[0]);
    return new int[] {least, bounds.length == 1 ? least : Integer.parseInt(bounds[1])};
  }

  private String atom() {
    char c = pattern.charAt(at);
    if (pattern.startsWith("(?!", at)) {
      // No two dashes in a row: without any there never are.
      at = pattern.indexOf(')', at) + 1;
      String next = atom();
      return next.equals("-") ? "a" : next;
    }
    if (c == '(') {
      at += pattern.startsWith("(?:", at) ? 3 : 1;
      String inside = alternatives();
      at++;
      return inside;
    }
    if (c == '[') {
      int end = pattern.indexOf(']', at);
      String set = pattern.substring(at, end + 1);
      at = end + 1;
      return oneOf(set);
    }
    if (c == '\\') {
      String escaped = pattern.substring(at, at + 2);
      at += 2;
      return escaped.equals("\\s") ? " " : escaped.substring(1);
    }
    at++;
    return String.valueOf(c);
  }

  private String oneOf(String set) {
    Pattern one = Pattern.compile(set);
    int[] fitting =
        IntStream.rangeClosed('!', '~')
            .filter(i -> i != '\\' && i != '"' && i != '\'')
            .filter(i -> one.matcher(Character.toString(i)).matches())
            .toArray();
    int[] letters = IntStream.of(fitting).filter(Character::isLetterOrDigit).toArray();
    int[] chosen = random == null && letters.length > 0 ? letters : fitting;
    return Character.toString(chosen[random == null ? 0 : random.nextInt(chosen.length)]);
  }
}
