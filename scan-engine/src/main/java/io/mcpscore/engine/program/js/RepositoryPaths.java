package io.mcpscore.engine.program.js;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Arithmetic on paths that must stay inside the repository. */
final class RepositoryPaths {

  private RepositoryPaths() {}

  /**
   * A path seen from a directory, normalised.
   *
   * @param directory with a trailing slash, or the empty text for the root
   * @return empty when the path leaves the repository
   */
  static Optional<String> resolve(String directory, String relative) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (directory + relative).split("/")) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return Optional.empty();
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts));
  }

  /** The directory above one that ends in a slash; the empty text for the root's own. */
  static String parent(String directory) {
    int end = directory.lastIndexOf('/', directory.length() - 2);
    return end < 0 ? "" : directory.substring(0, end + 1);
  }
}
