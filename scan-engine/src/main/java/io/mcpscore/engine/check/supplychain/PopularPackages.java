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

  /** Shorter names have honest neighbours even by typical slips. */
  private static final int SHORTEST = 6;

  /** Shorter names have honest neighbours by some slip: express and expresso. */
  private static final int SHORTEST_FOR_ANY_SLIP = 8;

  /** Letters that one name may be longer than the other. */
  private static final int MOST_APART = 2;

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

  /** The known package that a name is mistaken for; empty for known names and honest neighbours. */
  Optional<String> lookalike(String name) {
    if (names.contains(name)) {
      return Optional.empty();
    }
    if (name.startsWith("@")) {
      String scope = name.substring(0, Math.max(1, name.indexOf('/')));
      return scopes.contains(scope)
          ? Optional.empty()
          : scopes.stream().filter(s -> isMistaken(scope, s)).findFirst();
    }
    return names.stream()
        .filter(known -> !known.startsWith("@") && isMistaken(name, known))
        .findFirst();
  }

  private static boolean isMistaken(String name, String known) {
    boolean apart = Math.abs(name.length() - known.length()) > MOST_APART;
    if (apart || known.length() < SHORTEST || isEdition(name, known)) {
      return false;
    }
    boolean typical =
        NameDistance.isSwap(name, known)
            || NameDistance.isDoubled(name, known)
            || NameDistance.isDigitForLetter(name, known);
    boolean far = known.length() >= SHORTEST_FOR_ANY_SLIP;
    return typical
        || (far && (NameDistance.isOneSlip(name, known) || NameDistance.isRejoined(name, known)));
  }

  /** Whether a name is the plural or another numbered edition of a known one. */
  private static boolean isEdition(String name, String known) {
    return (name.equals(known + "s") && !known.endsWith("s"))
        || withoutNumber(name).equals(withoutNumber(known));
  }

  private static String withoutNumber(String name) {
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(0, end);
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
