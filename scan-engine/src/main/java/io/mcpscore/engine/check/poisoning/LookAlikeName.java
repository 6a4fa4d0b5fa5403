package io.mcpscore.engine.check.poisoning;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names that read like another one: letters of other scripts, digits for letters, {@code rn} for
 * {@code m}. A slip of the pen that can be seen is no look-alike.
 */
final class LookAlikeName {

  private static final Set<String> KNOWN = read();

  private LookAlikeName() {}

  /** The well-known server that a name imitates. */
  static Optional<String> ofServer(String name) {
    return among(bare(name.toLowerCase(Locale.ROOT)), KNOWN);
  }

  /** The name of a collection that another one imitates without being it. */
  static Optional<String> among(String name, Collection<String> names) {
    for (String one : List.of("l", "i")) {
      String shape = shape(name, one);
      if (!shape.equals(name) && names.contains(shape)) {
        return Optional.of(shape);
      }
    }
    return Optional.empty();
  }

  private static String bare(String name) {
    return name.replaceAll("(?:^|[-_ ./@])(?:mcp|server|the|official)(?=$|[-_ ./@])", "")
        .replaceAll("^[-_ ./@]+|[-_ ./@]+$", "");
  }

  /** The name as it reads; {@code 1} is read as {@code l} or {@code i}. */
  private static String shape(String name, String one) {
    return LookAlikes.fold(name)
        .replaceAll("[\\u200b-\\u200d\\u2060\\ufeff\\u00ad]", "")
        .replaceAll("(?<=[a-z])0(?=[a-z])", "o")
        .replaceAll("(?<=[a-z])1(?=[a-z])", one)
        .replaceAll("(?<=[a-z])3(?=[a-z])", "e")
        .replaceAll("(?<=[a-z])5(?=[a-z])", "s")
        .replace("vv", "w");
  }

  private static Set<String> read() {
    try (InputStream in = LookAlikeName.class.getResourceAsStream("known-servers.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank())
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
