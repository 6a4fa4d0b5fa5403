package io.mcpscore.engine.flow;

/**
 * Regular expressions as tests: which of them let nothing but harmless characters through. They are
 * read, never run.
 */
public final class StrictPattern {

  private static final int LONGEST = 400;
  private static final String QUANTIFIERS = "*+?";

  private final String pattern;
  private final Characters allowed;
  private int at;

  private StrictPattern(String pattern, Characters allowed) {
    this.pattern = pattern;
    this.allowed = allowed;
  }

  /**
   * Whether a whole text that matches consists of harmless characters alone.
   *
   * @param pattern a regular expression of either language, with anchors at both ends unless {@code
   *     whole}
   * @param whole whether the match covers the text anyway, as in {@code re.fullmatch}
   * @param allowed the harmless ones
   */
  public static boolean isStrict(String pattern, boolean whole, Characters allowed) {
    String body = pattern;
    boolean starts = body.startsWith("^") || body.startsWith("\\A");
    body = body.startsWith("\\A") ? body.substring(2) : starts ? body.substring(1) : body;
    boolean ends = body.endsWith("$") && !body.endsWith("\\$");
    boolean endsHard = body.endsWith("\\Z") || body.endsWith("\\z");
    body = body.substring(0, body.length() - (endsHard ? 2 : ends ? 1 : 0));
    boolean anchored = whole || (starts && (ends || endsHard));
    return anchored
        && !body.isEmpty()
        && body.length() <= LONGEST
        && new StrictPattern(body, allowed).holds();
  }

  /**
   * Whether a text in which the pattern is nowhere found consists of harmless characters alone:
   * {@code [^a-z0-9]}.
   */
  public static boolean findsAllOthers(String pattern, Characters allowed) {
    boolean negated = pattern.startsWith("[^") && pattern.length() <= LONGEST;
    int end = negated ? pattern.indexOf(']', 2) : -1;
    String rest = end < 0 ? "?" : pattern.substring(end + 1);
    return end > 2
        && (rest.isEmpty() || rest.equals("+"))
        && new StrictPattern("[" + pattern.substring(2, end + 1), allowed).holds();
  }

  /** Whether no text that matches from its start can begin with a dash. */
  public static boolean refusesDash(String pattern) {
    if (!pattern.startsWith("^")) {
      return false;
    }
    String body = pattern.substring(1).replaceFirst("^(?:\\((?:\\?:)?){1,3}", "");
    if (body.startsWith("(?!-)")) {
      return true;
    }
    int end = 1;
    boolean dash;
    if (body.startsWith("[") && !body.startsWith("[^")) {
      end = body.indexOf(']');
      String members = end < 0 ? "-" : body.substring(1, end);
      dash = members.startsWith("-") || members.endsWith("-") || members.contains("\\-");
      end++;
    } else {
      dash = !body.matches("(?s)(?:\\\\[wd/.]|[A-Za-z0-9_/@]).*");
      end = body.startsWith("\\") ? 2 : 1;
    }
    boolean optional = end < body.length() && "*?|".indexOf(body.charAt(end)) >= 0;
    return !dash && !optional;
  }

  private boolean holds() {
    int depth = 0;
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c == '(') {
        depth++;
        skipGroupHead();
      } else if (c == ')') {
        depth--;
      } else if (c == '|') {
        // Outside of a group an alternative takes the anchor away from one side.
        if (depth == 0) {
          return false;
        }
      } else if (c == '[') {
        if (!isStrictClass()) {
          return false;
        }
      } else if (c == '{') {
        at = Math.max(at, pattern.indexOf('}', at) + 1);
      } else if (c == '\\') {
        if (!isStrictEscape()) {
          return false;
        }
      } else if (QUANTIFIERS.indexOf(c) < 0 && !allowed.has(c)) {
        return false;
      }
    }
    return true;
  }

  private void skipGroupHead() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    }
  }

  private boolean isStrictClass() {
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      return false;
    }
    while (at < pattern.length()) {
      char c = pattern.charAt(at++);
      if (c == ']') {
        return true;
      }
      if (c == '\\' ? !isStrictEscape() : !allowed.has(c)) {
        return false;
      }
    }
    return false;
  }

  private boolean isStrictEscape() {
    if (at >= pattern.length()) {
      return false;
    }
    return allowed.hasEscape(pattern.charAt(at++));
  }
}
