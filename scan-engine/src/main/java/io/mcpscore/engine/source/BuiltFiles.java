package io.mcpscore.engine.source;

import io.mcpscore.engine.syntax.Language;
import io.mcpscore.model.FileRole;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells copies from originals: what lies in {@code dist}, {@code build} or {@code out} is
 * machine-made if there is code beside that directory, and the server itself if there is none. In
 * the same way, examples are what a server consists of where there is nothing else.
 */
final class BuiltFiles {

  /** Every directory, with a trailing slash, that has source code somewhere below it. */
  private final Set<String> withSource = new HashSet<>();

  /** Looks at all paths of a scan. */
  BuiltFiles(Collection<String> paths) {
    for (String path : paths) {
      if (isCode(path) && FileRoles.ofPath(path) == FileRole.SOURCE) {
        for (int end = path.lastIndexOf('/'); end >= 0; end = path.lastIndexOf('/', end - 1)) {
          if (!withSource.add(path.substring(0, end + 1))) {
            break;
          }
        }
        withSource.add("");
      }
    }
  }

  /** The role of a file among all those paths. */
  FileRole roleOf(String path) {
    String original = path;
    int output = FileRoles.outputDirectory(original);
    while (output >= 0 && !withSource.contains(original.substring(0, output))) {
      original =
          original.substring(0, output) + original.substring(original.indexOf('/', output) + 1);
      output = FileRoles.outputDirectory(original);
    }
    FileRole role = FileRoles.ofPath(original);
    boolean onlyExamples = withSource.isEmpty() && role == FileRole.EXAMPLE && isCode(path);
    return onlyExamples ? FileRole.SOURCE : role;
  }

  private static boolean isCode(String path) {
    return Language.ofPath(path).isPresent();
  }
}
