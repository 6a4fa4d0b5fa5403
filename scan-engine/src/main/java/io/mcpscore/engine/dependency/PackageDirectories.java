package io.mcpscore.engine.dependency;

import io.mcpscore.engine.source.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The directories of a repository that are packages of their own, by their manifests. */
public final class PackageDirectories {

  private static final Set<String> MANIFESTS = Set.of("package.json", "pyproject.toml", "setup.py");

  private final Set<String> directories = new HashSet<>();

  /** Looks for manifests among the files that were read. */
  public PackageDirectories(List<SourceFile> files) {
    for (SourceFile file : files) {
      String name = file.path().substring(file.directory().length());
      if (MANIFESTS.contains(name)) {
        directories.add(file.directory());
      }
    }
  }

  /**
   * The nearest package directory at or above a file, with a trailing slash; the empty text for the
   * root and for files that are in no package.
   */
  public String of(SourceFile file) {
    return of(file.path());
  }

  /** The same for a path. */
  public String of(String path) {
    String at = path.substring(0, path.lastIndexOf('/') + 1);
    while (!at.isEmpty() && !directories.contains(at)) {
      at = at.substring(0, at.lastIndexOf('/', at.length() - 2) + 1);
    }
    return at;
  }
}
