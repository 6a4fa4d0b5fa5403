package io.mcpscore.engine.source;

import io.mcpscore.engine.PathOrder;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The part of a repository that a scan is about: all of it, or one directory with what it shares
 * with the directories above it: their compiler settings, and the manifest and lock files of the
 * nearest one that has a manifest, unless the directory has its own.
 */
final class ScannedTree {

  private static final Set<String> MANIFESTS =
      Set.of(
          "package.json", "pyproject.toml", "setup.py", "setup.cfg", "requirements.txt", "Pipfile");

  private static final Set<String> LOCK_FILES =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "pnpm-lock.yaml",
          "yarn.lock",
          "poetry.lock",
          "uv.lock",
          "pdm.lock",
          "Pipfile.lock",
          ".npmrc");

  private static final Pattern COMPILER_SETTINGS = Pattern.compile("[jt]sconfig[^/]*\\.json");

  private final String prefix;
  private final List<Entry> entries;
  private final int filesSeen;
  private final BuiltFiles roles;

  /**
   * Chooses entries.
   *
   * @param listed every entry; put in order here, since the bytes of a report must not hang on how
   *     well a snapshot keeps its promise
   * @param directory without slash at either end, or null for all
   */
  ScannedTree(List<Entry> listed, String directory) {
    List<Entry> all =
        listed.stream().sorted(Comparator.comparing(Entry::path, PathOrder.UTF_8)).toList();
    prefix = directory == null || directory.isEmpty() ? "" : directory + "/";
    List<Entry> below = all.stream().filter(e -> isBelow(e.path())).toList();
    filesSeen = below.size();
    roles = new BuiltFiles(below.stream().map(e -> inside(e.path())).toList());
    entries = prefix.isEmpty() || below.isEmpty() ? below : withShared(all);
  }

  /** What may be read, ordered by path as UTF-8 bytes compare. */
  List<Entry> entries() {
    return entries;
  }

  /** Files of the directory itself. */
  int filesSeen() {
    return filesSeen;
  }

  /** The path as seen from the directory; shared files keep their whole path. */
  String inside(String path) {
    return isBelow(path) ? path.substring(prefix.length()) : path;
  }

  BuiltFiles roles() {
    return roles;
  }

  private boolean isBelow(String path) {
    return path.startsWith(prefix);
  }

  private List<Entry> withShared(List<Entry> all) {
    String home = nearestManifest(all);
    Predicate<String> shared =
        path -> {
          String directory = path.substring(0, path.lastIndexOf('/') + 1);
          String name = path.substring(directory.length());
          boolean ofHome =
              directory.equals(home) && (MANIFESTS.contains(name) || LOCK_FILES.contains(name));
          boolean settings =
              prefix.startsWith(directory) && COMPILER_SETTINGS.matcher(name).matches();
          return ofHome || settings;
        };
    return all.stream().filter(e -> isBelow(e.path()) || shared.test(e.path())).toList();
  }

  /** The nearest directory, from the scanned one upwards, that has a manifest; null without any. */
  private String nearestManifest(List<Entry> all) {
    List<String> found = new ArrayList<>();
    for (Entry entry : all) {
      String path = entry.path();
      String directory = path.substring(0, path.lastIndexOf('/') + 1);
      if (prefix.startsWith(directory) && MANIFESTS.contains(path.substring(directory.length()))) {
        found.add(directory);
      }
    }
    return found.stream().max((a, b) -> Integer.compare(a.length(), b.length())).orElse(null);
  }
}
