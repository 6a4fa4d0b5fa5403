package io.mcpscore.engine.dependency;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions that a requirement allows.
 *
 * @param lowest first version that it names, {@code 0} for none
 * @param below first version that it refuses, or null when it has no upper end
 */
public record Bounds(String lowest, String below) {

  private static final Bounds ANY = new Bounds("0", null);
  private static final Pattern PART =
      Pattern.compile(
          "(\\^|~=|~>|~|===?|<=|>=|<|>|!=)?\\s*v?([0-9]+(?:\\.(?:[0-9]+|[xX*]))*[0-9A-Za-z.+-]*|[xX*])");

  /** Reads a requirement of an ecosystem; empty for one that is no range, such as a tag. */
  public static Optional<Bounds> of(Ecosystem ecosystem, String requirement) {
    String text = requirement.strip();
    if (text.isEmpty() || text.equals("*") || text.equals("latest")) {
      return Optional.of(ANY);
    }
    if (text.contains("||") || text.contains(" - ")) {
      return Optional.empty();
    }
    String lowest = "0";
    String below = null;
    int at = 0;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      if (!text.substring(at, part.start()).matches("[\\s,]*")) {
        return Optional.empty();
      }
      at = part.end();
      String operator = part.group(1) == null ? "" : part.group(1);
      String version = part.group(2);
      lowest =
          operator.startsWith("<") || operator.equals("!=") ? lowest : withoutWildcard(version);
      String end = end(ecosystem, operator, version);
      below = end == null ? below : end;
    }
    return at == text.length() ? Optional.of(new Bounds(lowest, below)) : Optional.empty();
  }

  private static String end(Ecosystem ecosystem, String operator, String version) {
    String[] numbers = withoutWildcard(version).split("[.+-]");
    boolean wild = !withoutWildcard(version).equals(version);
    return switch (operator) {
      case "<" -> version;
      case "^" -> after(numbers, caretPlace(numbers));
      case "~=" -> after(numbers, Math.max(0, numbers.length - 2));
      case "~", "~>" -> after(numbers, Math.min(1, numbers.length - 1));
      case "=", "==", "" -> {
        if (wild || (ecosystem == Ecosystem.NPM && numbers.length < 3)) {
          yield version.length() == 1 && wild ? null : after(numbers, numbers.length - 1);
        }
        yield version + (ecosystem == Ecosystem.NPM ? "" : ".post0");
      }
      default -> null;
    };
  }

  private static int caretPlace(String[] numbers) {
    int place = 0;
    while (place < numbers.length - 1 && numbers[place].equals("0")) {
      place++;
    }
    return place;
  }

  /** The numbers up to a place, the last one more by one. */
  private static String after(String[] numbers, int place) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < place; i++) {
      out.append(numbers[i]).append('.');
    }
    String number = numbers[place];
    boolean counts = number.matches("[0-9]{1,9}");
    return out.append(counts ? Long.toString(Long.parseLong(number) + 1) : number).toString();
  }

  private static String withoutWildcard(String version) {
    String bare = version.replaceFirst("(?:\\.?[xX*])+$", "");
    return bare.isEmpty() ? "0" : bare;
  }
}
