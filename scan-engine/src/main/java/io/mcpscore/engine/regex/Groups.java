package io.mcpscore.engine.regex;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The groups of a regular expression that give a part of the text. */
final class Groups {

  private static final Pattern NAME = Pattern.compile("\\?P?<(\\w{1,60})>");

  /** What makes a part mean something else than it would by itself. */
  private static final Pattern LOOKING = Pattern.compile("\\(\\?[=!<]|[$^]|\\\\[bB1-9]");

  private Groups() {}

  /** A group that is open while the pattern is read. */
  private record Open(int number, String name, int start) {}

  /**
   * The pattern of a group.
   *
   * @param key its number or its name
   * @return empty for none, and for one that looks at what stands around it
   */
  static Optional<String> of(String pattern, String key) {
    Deque<Open> open = new ArrayDeque<>();
    boolean inClass = false;
    int count = 0;
    for (int at = 0; at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      if (c == '\\') {
        at++;
      } else if (inClass || c == '[') {
        inClass = c != ']';
      } else if (c == '(') {
        Matcher name = NAME.matcher(pattern).region(at + 1, pattern.length());
        boolean named = name.lookingAt();
        boolean counts = named || !pattern.startsWith("?", at + 1);
        count += counts ? 1 : 0;
        open.push(
            new Open(counts ? count : 0, named ? name.group(1) : "", named ? name.end() : at + 1));
      } else if (c == ')' && !open.isEmpty()) {
        Open group = open.pop();
        boolean wanted = key.equals(group.name) || key.equals(Integer.toString(group.number));
        if (group.number > 0 && wanted) {
          return Optional.of(pattern.substring(group.start, at))
              .filter(body -> !LOOKING.matcher(body).find());
        }
      }
    }
    return Optional.empty();
  }
}
