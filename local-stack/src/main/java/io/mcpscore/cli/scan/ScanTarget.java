package io.mcpscore.cli.scan;

import io.mcpscore.model.RepositoryAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** What is to be scanned. */
sealed interface ScanTarget {

  /** How the answer calls it. */
  String url();

  /**
   * A repository of a git host.
   *
   * @param address where it is, with ref and path
   */
  record Remote(RepositoryAddress address) implements ScanTarget {

    @Override
    public String url() {
      return address.url();
    }
  }

  /**
   * A directory.
   *
   * @param directory absolute path
   */
  record Tree(Path directory) implements ScanTarget {

    /** The repository that it was cloned from, or its name: never its path on this machine. */
    @Override
    public String url() {
      return GitOrigin.of(directory).orElseGet(() -> local(directory));
    }
  }

  /**
   * A ZIP or tar.gz file.
   *
   * @param file absolute path
   */
  record Archive(Path file) implements ScanTarget {

    @Override
    public String url() {
      return local(file);
    }
  }

  /**
   * Reads what the user named. What exists on disk is meant, before any address.
   *
   * @param hosts git hosts that are allowed
   * @throws IllegalArgumentException with a sentence for the user
   */
  static ScanTarget parse(String text, Set<String> hosts) {
    Path path = Path.of(text).toAbsolutePath().normalize();
    if (Files.isDirectory(path)) {
      return new Tree(path);
    }
    if (Files.isRegularFile(path)) {
      return new Archive(path);
    }
    return RepositoryAddress.parse(text, hosts)
        .<ScanTarget>map(Remote::new)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    text
                        + " is no directory, no file, and no repository URL of "
                        + String.join(", ", hosts)));
  }

  private static String local(Path path) {
    Path name = path.getFileName();
    return "local:" + (name == null ? "" : name);
  }
}
