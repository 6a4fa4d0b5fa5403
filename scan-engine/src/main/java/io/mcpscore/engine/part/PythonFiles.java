package io.mcpscore.engine.part;

import io.mcpscore.engine.program.py.PyInstalled;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the file that a Python import most likely means, nearest first. */
final class PythonFiles {

  private static final String PACKAGE = "/__init__";

  /** Paths without their endings, by their last name. */
  private final Map<String, List<String>> byName = new HashMap<>();

  private final Map<String, String> files = new HashMap<>();

  PythonFiles(List<SourceFile> all) {
    for (SourceFile file : all) {
      if (file.path().endsWith(".py")) {
        String stem = file.path().substring(0, file.path().length() - 3);
        String module =
            stem.endsWith(PACKAGE) ? stem.substring(0, stem.length() - PACKAGE.length()) : stem;
        if (files.putIfAbsent(module, file.path()) == null) {
          String name = module.substring(module.lastIndexOf('/') + 1);
          byName.computeIfAbsent(name, n -> new ArrayList<>()).add(module);
        }
      }
    }
  }

  /**
   * The path of a module.
   *
   * @param importer the importing file
   * @param module as written, with leading dots when relative
   */
  Optional<String> locate(SourceFile importer, String module) {
    int dots = 0;
    while (dots < module.length() && module.charAt(dots) == '.') {
      dots++;
    }
    String rest = module.substring(dots).replace('.', '/');
    if (dots > 0) {
      String base = importer.directory();
      for (int i = 1; i < dots && !base.isEmpty(); i++) {
        base = base.substring(0, base.lastIndexOf('/', base.length() - 2) + 1);
      }
      return Optional.ofNullable(files.get(base + rest));
    }
    if (PyInstalled.shadowsRepository(module)) {
      return Optional.empty();
    }
    String tail = "/" + rest;
    return byName.getOrDefault(rest.substring(rest.lastIndexOf('/') + 1), List.of()).stream()
        .filter(m -> m.equals(rest) || m.endsWith(tail))
        .min(
            Comparator.comparingInt((String m) -> -common(m, importer.path()))
                .thenComparing(Comparator.naturalOrder()))
        .map(files::get);
  }

  private static int common(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }
}
