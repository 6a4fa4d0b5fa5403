package io.mcpscore.engine.program.py;

import io.mcpscore.engine.program.SourceModule;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the file that an import means.
 *
 * <p>Where Python would start is not known from the source, so the likely roots are tried in order:
 * the folder above the importing file's package, its own folder, every folder above it and the
 * {@code src} beside, then the roots of the repository's other packages, nearest first. A file must
 * exist; folders alone are never modules, so that {@code import git} in a folder named {@code git}
 * stays the installed package.
 */
final class PyModuleIndex {

  private final Map<String, PyModule> byPath = new HashMap<>();
  private final Set<String> packageRoots = new TreeSet<>();
  private final Map<String, Set<String>> rootsOf = new ConcurrentHashMap<>();

  /** Modules that imports of a folder may mean, nearest first, two at most. */
  private final Map<Import, List<PyModule>> found = new ConcurrentHashMap<>();

  private record Import(String directory, String path) {}

  PyModuleIndex(List<SourceModule> modules) {
    for (SourceModule module : modules) {
      if (module instanceof PyModule python) {
        byPath.put(module.file().path(), python);
      }
    }
    for (PyModule module : byPath.values()) {
      if (module.file().path().endsWith("/__init__.py")) {
        packageRoots.add(packageRoot(module.file().directory()));
      }
    }
  }

  /** All modules, in the order of their paths. */
  List<PyModule> modules() {
    return byPath.values().stream().sorted(Comparator.comparing(m -> m.file().path())).toList();
  }

  /** The module of a specifier as written, with leading dots when relative. */
  Optional<PyModule> find(PyModule from, String specifier) {
    int dots = 0;
    while (dots < specifier.length() && specifier.charAt(dots) == '.') {
      dots++;
    }
    String rest = specifier.substring(dots).replace('.', '/');
    if (dots > 0) {
      String base = from.file().directory();
      for (int i = 1; i < dots; i++) {
        base = parent(base);
      }
      return at(base, rest);
    }
    if (rest.isEmpty() || PyInstalled.shadowsRepository(specifier)) {
      return Optional.empty();
    }
    String directory = from.file().directory();
    return found.computeIfAbsent(new Import(directory, rest), this::candidates).stream()
        .filter(m -> m != from)
        .findFirst();
  }

  /** A module never means itself, so that the next one may be wanted. */
  private List<PyModule> candidates(Import wanted) {
    return rootsOf.computeIfAbsent(wanted.directory(), this::roots).stream()
        .map(root -> at(root, wanted.path()))
        .flatMap(Optional::stream)
        .distinct()
        .limit(2)
        .toList();
  }

  private Optional<PyModule> at(String root, String path) {
    if (path.isEmpty()) {
      return Optional.ofNullable(byPath.get(root + "__init__.py"));
    }
    PyModule module = byPath.get(root + path + ".py");
    return Optional.ofNullable(module != null ? module : byPath.get(root + path + "/__init__.py"));
  }

  private Set<String> roots(String directory) {
    Set<String> roots = new LinkedHashSet<>();
    roots.add(packageRoot(directory));
    for (String at = directory; ; at = parent(at)) {
      roots.add(at);
      roots.add(at + "src/");
      if (at.isEmpty()) {
        break;
      }
    }
    packageRoots.stream()
        .sorted(Comparator.comparingInt(root -> -common(root, directory)))
        .forEach(roots::add);
    return roots;
  }

  /** The first folder upwards that is no package. */
  private String packageRoot(String directory) {
    String at = directory;
    while (!at.isEmpty() && byPath.containsKey(at + "__init__.py")) {
      at = parent(at);
    }
    return at;
  }

  private static int common(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    return i;
  }

  private static String parent(String directory) {
    return directory.isEmpty()
        ? ""
        : directory.substring(0, directory.lastIndexOf('/', directory.length() - 2) + 1);
  }
}
