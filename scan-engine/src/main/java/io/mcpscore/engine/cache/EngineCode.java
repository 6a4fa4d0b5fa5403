package io.mcpscore.engine.cache;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The code of this engine as a number. The version of the rule set is raised by hand; what is
 * stored must not depend on somebody having thought of it.
 */
public final class EngineCode {

  private EngineCode() {}

  /**
   * SHA-256, in hex, of the archive or the directory that the engine was loaded from.
   *
   * @return empty when nobody can say which that is
   */
  public static Optional<String> digest() {
    CodeSource source = EngineCode.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return Optional.empty();
    }
    try {
      Path place = Path.of(URI.create(source.getLocation().toString()));
      Digest digest = Digest.sha256();
      for (Path file : files(place)) {
        digest.add(place.relativize(file).toString()).add(Files.readAllBytes(file));
      }
      return Optional.of(digest.hex());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  private static List<Path> files(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
