package io.mcpscore.engine.dependency;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads advisories in the OSV format: a ZIP file as {@code osv.dev} publishes them for each
 * ecosystem, or a directory with such files or with one JSON file an advisory, at any depth. Beside
 * ZIP files an index that was made from them saves reading them.
 */
public final class AdvisoryReader {

  private AdvisoryReader() {}

  /**
   * Reads a snapshot.
   *
   * @throws IOException when the place or a file cannot be read, or is no such thing
   */
  public static Advisories read(Path place) throws IOException {
    return new Advisories(index(place));
  }

  /** The same, as the index that it is or makes. */
  public static AdvisoryIndex index(Path place) throws IOException {
    List<Path> files = files(place);
    Path ready = place.resolve(AdvisoryIndex.FILE);
    if (Files.isRegularFile(ready)) {
      try {
        AdvisoryIndex index = AdvisoryIndex.read(Files.readAllBytes(ready));
        if (index.sources().equals(sources(place, files))) {
          return index;
        }
      } catch (IOException e) {
        // An index of another version of this program: what it was made from is still there.
      }
    }
    AdvisoryPacker packer = new AdvisoryPacker();
    for (Path file : files) {
      if (isZip(file)) {
        packer.addZip(file);
      } else {
        packer.add(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return packer.pack(sources(place, files));
  }

  /**
   * Reads advisories that are one line of JSON each.
   *
   * @throws IOException when a line is no JSON
   */
  public static Advisories lines(byte[] text) throws IOException {
    AdvisoryPacker packer = new AdvisoryPacker();
    for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
      if (!line.isBlank()) {
        packer.add("a line", line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return new Advisories(packer.pack(""));
  }

  /** Names and sizes of files, by which an index knows what it was made from. */
  public static String sources(Path place, List<Path> files) throws IOException {
    List<String> out = new ArrayList<>();
    for (Path file : files) {
      if (isZip(file)) {
        String name = place.relativize(file).toString().replace('\\', '/');
        out.add(name + ":" + Files.size(file));
      }
    }
    return String.join(" ", out);
  }

  private static List<Path> files(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    try (Stream<Path> all = Files.walk(place)) {
      return all.filter(f -> isZip(f) || f.toString().endsWith(".json"))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    }
  }

  private static boolean isZip(Path file) {
    return file.toString().endsWith(".zip");
  }
}
