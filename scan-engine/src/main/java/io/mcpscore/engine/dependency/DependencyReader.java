package io.mcpscore.engine.dependency;

import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Reads every manifest and lock file of a repository that belongs to the server itself. */
public final class DependencyReader {

  private static final List<DependencyFormat> FORMATS =
      List.of(
          new PackageJson(),
          new PackageLockJson(),
          new PnpmLock(),
          new YarnLock(),
          new RequirementsTxt(),
          new PyprojectToml(),
          new PythonLock());

  private DependencyReader() {}

  /**
   * All dependencies, in the order of the files and of their entries.
   *
   * @param files every file that was read, ordered by path
   */
  public static List<Dependency> read(List<SourceFile> files) {
    List<Dependency> out = new ArrayList<>();
    for (SourceFile file : files) {
      if (file.role().deducts()) {
        String name = file.path().substring(file.directory().length());
        FORMATS.stream()
            .filter(f -> f.covers(name))
            .findFirst()
            .ifPresent(f -> out.addAll(f.read(file)));
      }
    }
    return List.copyOf(out);
  }
}
