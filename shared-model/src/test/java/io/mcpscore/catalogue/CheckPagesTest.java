package io.mcpscore.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CheckPagesTest {

  /** After a change of an entry: {@code ./mcpscore checks --write docs/checks}. */
  @Test
  void theWrittenReferenceIsTheOneThatTheEntriesGive() throws IOException {
    Path directory =
        Path.of(System.getProperty("basedir", "shared-model")).resolve("../docs/checks");
    TreeMap<String, String> written = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        written.put(file.getFileName().toString(), Files.readString(file));
      }
    }

    assertEquals(CheckPages.all().keySet(), written.keySet());
    CheckPages.all().forEach((name, page) -> assertEquals(page, written.get(name), name));
  }
}
