package io.mcpscore.engine.part;

import io.mcpscore.engine.source.SourceFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What files hang on without importing it: manifests, compiler settings and what is told to readers
 * in every directory above, and the compiler settings that those extend.
 */
final class SharedSettings {

  private static final Set<String> MANIFESTS =
      Set.of("package.json", "pyproject.toml", "setup.py", "setup.cfg");
  private static final Pattern TOLD = Pattern.compile("(?i)readme[^/]*|privacy[^/]*|security\\.md");
  private static final Pattern COMPILER = Pattern.compile("(?:.*/)?[jt]sconfig[^/]*\\.json");
  private static final Pattern EXTENDS =
      Pattern.compile("\"extends\"\\s{0,20}:\\s{0,20}\"(\\.[^\"\\n]{1,300})\"");
  private static final int MOST_EXTENDED = 5;

  private final Map<String, SourceFile> compiler = new HashMap<>();
  private final Map<String, Map<String, SourceFile>> byDirectory = new HashMap<>();

  SharedSettings(List<SourceFile> files) {
    for (SourceFile file : files) {
      boolean settings = COMPILER.matcher(file.path()).matches();
      if (settings) {
        compiler.put(file.path(), file);
      }
      String name = file.path().substring(file.directory().length());
      if (settings || MANIFESTS.contains(name) || TOLD.matcher(name).matches()) {
        byDirectory.computeIfAbsent(file.directory(), d -> new TreeMap<>()).put(file.path(), file);
      }
    }
  }

  /** Adds those of a directory and all above it, whoever owns them. */
  void addAbove(String directory, Map<String, SourceFile> out) {
    for (String at = directory; ; at = parent(at)) {
      for (SourceFile file : byDirectory.getOrDefault(at, Map.of()).values()) {
        if (out.put(file.path(), file) == null) {
          addExtended(file, out);
        }
      }
      if (at.isEmpty()) {
        return;
      }
    }
  }

  private void addExtended(SourceFile file, Map<String, SourceFile> out) {
    SourceFile at = file;
    for (int i = 0; i < MOST_EXTENDED && at != null && compiler.containsKey(at.path()); i++) {
      at = extended(at).orElse(null);
      if (at != null) {
        out.put(at.path(), at);
      }
    }
  }

  private Optional<SourceFile> extended(SourceFile file) {
    Matcher matcher = EXTENDS.matcher(file.text().latin1());
    if (!matcher.find()) {
      return Optional.empty();
    }
    String directory = file.directory();
    String rest = matcher.group(1);
    while (rest.startsWith("../") || rest.startsWith("./")) {
      directory = rest.startsWith("../") ? parent(directory) : directory;
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    SourceFile found = compiler.get(directory + rest);
    return Optional.ofNullable(found == null ? compiler.get(directory + rest + ".json") : found);
  }

  private static String parent(String directory) {
    return directory.isEmpty()
        ? ""
        : directory.substring(0, directory.lastIndexOf('/', directory.length() - 2) + 1);
  }
}
