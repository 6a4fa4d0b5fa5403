package io.mcpscore.engine.check;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A pattern for names of functions. Programs call the same few hundred names again and again, so
 * that the answers are kept; how many is bounded, because the names are those of strangers.
 */
public final class NamePattern {

  private static final int MOST_KEPT = 4_096;
  private static final int LONGEST_KEPT = 200;

  private final Pattern pattern;
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();

  private NamePattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /** A pattern in the syntax of {@link Pattern}. */
  public static NamePattern of(String regex) {
    return new NamePattern(Pattern.compile(regex));
  }

  /** Whether the whole name fits. */
  public boolean matches(String name) {
    if (name.length() > LONGEST_KEPT) {
      return pattern.matcher(name).matches();
    }
    Boolean answer = known.get(name);
    if (answer == null) {
      if (known.size() >= MOST_KEPT) {
        known.clear();
      }
      answer = pattern.matcher(name).matches();
      known.put(name, answer);
    }
    return answer;
  }
}
