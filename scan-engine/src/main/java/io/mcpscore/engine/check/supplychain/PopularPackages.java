package io.mcpscore.engine.check.supplychain;

import io.mcpscore.engine.dependency.Ecosystem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Well-known packages of one ecosystem, and which names look like theirs. */
final class PopularPackages {

  /** Shorter names have honest neighbours: react and preact, next and nuxt. */
  private static final int SHORTEST = 6;

  private static final int SHORTEST_SURE = 8;

  private static final Map<Ecosystem, PopularPackages> ALL = new EnumMap<>(Ecosystem.class);

  static {
    for (Ecosystem ecosystem : Ecosystem.values()) {
      ALL.put(ecosystem, new PopularPackages(ecosystem));
    }
  }

  private final Set<String> names = new TreeSet<>();
  private final Set<String> scopes = new TreeSet<>();

  private PopularPackages(Ecosystem ecosystem) {
    for (String name : lines("popular-" + ecosystem.name().toLowerCase(Locale.ROOT))) {
      names.add(ecosystem.normalise(name));
      if (name.startsWith("@")) {
        scopes.add(name.substring(0, name.indexOf('/')));
      }
    }
  }

  /** Those of an ecosystem. */
  static PopularPackages of(Ecosystem ecosystem) {
    return ALL.get(ecosystem);
  }

  /**
   * A known package that a name looks like.
   *
   * @param of the known one
   * @param sure whether chance is unlikely: a long name, swapped letters, a digit for a letter
   */
  record Lookalike(String of, boolean sure) {}

  /** What a name looks like; empty for known names and for names with honest reasons to be near. */
  Optional<Lookalike> lookalike(String name) {
    if (names.contains(name)) {
      return Optional.empty();
    }
    if (name.startsWith("@")) {
      String scope = name.substring(0, Math.max(1, name.indexOf('/')));
      return scopes.contains(scope)
          ? Optional.empty()
          : scopes.stream()
              .filter(s -> s.length() > SHORTEST && NameDistance.isOneSlip(scope, s))
              .findFirst()
              .map(s -> new Lookalike(s, true));
    }
    return names.stream()
        .filter(known -> !known.startsWith("@"))
        .filter(known -> isNear(name, known))
        .findFirst()
        .map(known -> new Lookalike(known, isSure(name, known)));
  }

  private static boolean isNear(String name, String known) {
    if (known.length() < SHORTEST || Math.abs(name.length() - known.length()) > 2) {
      return false;
    }
    boolean plural = name.equals(known + "s");
    boolean edition = name.replaceAll("[0-9]+$", "").equals(known.replaceAll("[0-9]+$", ""));
    return !plural
        && !edition
        && (NameDistance.isOneSlip(name, known) || NameDistance.isRejoined(name, known));
  }

  private static boolean isSure(String name, String known) {
    return known.length() >= SHORTEST_SURE
        || NameDistance.isSwap(name, known)
        || NameDistance.isDigitForLetter(name, known);
  }

  private static List<String> lines(String resource) {
    try (InputStream in = PopularPackages.class.getResourceAsStream(resource + ".txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .flatMap(l -> List.of(l.split("\\s+")).stream())
          .filter(n -> !n.isEmpty())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
