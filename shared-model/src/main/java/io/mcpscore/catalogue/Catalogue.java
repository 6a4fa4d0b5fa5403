package io.mcpscore.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of all checks in the order of the documentation, which the resource {@code index}
 * lists. The checks themselves are elsewhere: whoever only explains them needs no engine.
 */
public final class Catalogue {

  private static final Map<String, CheckInfo> ENTRIES = read();

  private Catalogue() {}

  /** Every entry, in the order of the documentation. */
  public static Collection<CheckInfo> all() {
    return ENTRIES.values();
  }

  /** The entry of a check, or empty when no check has the id. */
  public static Optional<CheckInfo> find(String id) {
    return Optional.ofNullable(ENTRIES.get(id));
  }

  private static Map<String, CheckInfo> read() {
    Map<String, CheckInfo> entries = new LinkedHashMap<>();
    ids().forEach(id -> entries.put(id, CheckInfoReader.read(id)));
    return Collections.unmodifiableMap(entries);
  }

  private static List<String> ids() {
    try (InputStream in = Catalogue.class.getResourceAsStream("index")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
