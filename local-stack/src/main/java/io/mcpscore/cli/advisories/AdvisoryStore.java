package io.mcpscore.cli.advisories;

import io.mcpscore.engine.dependency.AdvisoryIndex;
import io.mcpscore.engine.dependency.AdvisoryPacker;
import io.mcpscore.engine.dependency.AdvisoryReader;
import io.mcpscore.engine.dependency.Ecosystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A directory of advisories that is replaced as a whole. Everything is fetched and read beside what
 * is there; only then it is moved into place, the index last. Whoever scans meanwhile, or after a
 * crash between two moves, finds an index that does not fit its files and reads those instead.
 */
final class AdvisoryStore implements AutoCloseable {

  private static final String PART = ".part";

  private final Path place;
  private final AdvisoryPacker packer = new AdvisoryPacker();
  private final Map<Ecosystem, Path> parts = new EnumMap<>(Ecosystem.class);

  private AdvisoryStore(Path place) {
    this.place = place;
  }

  /** Makes the directory if there is none. */
  static AdvisoryStore open(Path place) throws IOException {
    Files.createDirectories(place);
    return new AdvisoryStore(place);
  }

  /** The file to write the advisories of an ecosystem to. */
  Path part(Ecosystem ecosystem) throws IOException {
    Path part = Files.createTempFile(place, ecosystem.osvName() + "-", PART);
    parts.put(ecosystem, part);
    return part;
  }

  /**
   * Reads what was written.
   *
   * @throws IOException when it is damaged or holds nothing
   */
  void read(Ecosystem ecosystem) throws IOException {
    int before = packer.count(ecosystem);
    packer.addZip(parts.get(ecosystem));
    if (packer.count(ecosystem) == before) {
      throw new IOException("there is none of " + ecosystem.osvName() + " in it");
    }
  }

  /** Puts everything into place. */
  AdvisoryIndex commit() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Map.Entry<Ecosystem, Path> part : parts.entrySet()) {
      Path file = place.resolve(part.getKey().osvName()).resolve("all.zip");
      Files.createDirectories(file.getParent());
      move(part.getValue(), file);
      files.add(file);
    }
    files.sort(null);
    AdvisoryIndex index = packer.pack(AdvisoryReader.sources(place, files));
    Path part = Files.createTempFile(place, "index-", PART);
    try {
      Files.write(part, index.text());
      move(part, place.resolve(AdvisoryIndex.FILE));
    } finally {
      Files.deleteIfExists(part);
    }
    return index;
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what was not put into place. */
  @Override
  public void close() throws IOException {
    for (Path part : parts.values()) {
      Files.deleteIfExists(part);
    }
  }
}
