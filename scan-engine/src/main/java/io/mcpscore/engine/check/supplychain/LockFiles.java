package io.mcpscore.engine.check.supplychain;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.dependency.Ecosystem;
import io.mcpscore.engine.source.SourceFile;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which lock files a repository has, those that were too large to be read included. */
final class LockFiles {

  private static final Map<Ecosystem, Set<String>> NAMES =
      Map.of(
          Ecosystem.NPM,
          Set.of(
              "package-lock.json",
              "npm-shrinkwrap.json",
              "pnpm-lock.yaml",
              "yarn.lock",
              "bun.lock",
              "bun.lockb",
              "deno.lock"),
          Ecosystem.PYPI,
          Set.of(
              "uv.lock",
              "poetry.lock",
              "pdm.lock",
              "Pipfile.lock",
              "pylock.toml",
              "conda-lock.yml",
              "pixi.lock"));

  private final Map<Ecosystem, Set<String>> directories = new EnumMap<>(Ecosystem.class);
  private boolean wholeTree;

  LockFiles(CheckContext context) {
    for (Ecosystem ecosystem : Ecosystem.values()) {
      directories.put(ecosystem, new HashSet<>());
    }
    context.files().forEach(f -> add(f.path()));
    context.skipped().values().forEach(paths -> paths.forEach(this::add));
  }

  /** Whether a name, without directory, is that of a lock file. */
  static boolean isLock(SourceFile file) {
    String name = file.path().substring(file.directory().length());
    return NAMES.values().stream().anyMatch(n -> n.contains(name));
  }

  private void add(String path) {
    int slash = path.lastIndexOf('/');
    wholeTree |= slash < 0;
    for (Ecosystem ecosystem : Ecosystem.values()) {
      if (NAMES.get(ecosystem).contains(path.substring(slash + 1))) {
        directories.get(ecosystem).add(path.substring(0, slash + 1));
      }
    }
  }

  /**
   * Whether a manifest has a lock file beside it or in a directory above. Of a part of a repository
   * that is scanned alone nobody knows, so it is taken to have one.
   */
  boolean cover(Ecosystem ecosystem, SourceFile manifest) {
    Set<String> locked = directories.get(ecosystem);
    for (String at = manifest.directory();
        ;
        at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1)) {
      if (locked.contains(at)) {
        return true;
      }
      if (at.isEmpty()) {
        return !wholeTree;
      }
    }
  }
}
