package io.mcpscore.engine.dependency;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
          new SetupFiles(),
          new PythonLock(),
          new PipfileLock(),
          new CondaEnvironment());

  private static final Pattern INCLUDE =
      Pattern.compile("\\s*(?:-r|--requirement)[\\s=]*([^\\s#]{1,300}).*");

  private DependencyReader() {}

  /**
   * All dependencies, in the order of the files and of their entries.
   *
   * @param files every file that was read, ordered by path
   */
  public static List<Dependency> read(List<SourceFile> files) {
    return read(files, new Faults());
  }

  /** The same; a file that breaks the reader is left out, and told to the faults. */
  public static List<Dependency> read(List<SourceFile> files, Faults faults) {
    Set<String> included =
        faults.attempt("The list of included files", () -> included(files)).orElse(Set.of());
    List<Dependency> out = new ArrayList<>();
    for (SourceFile file : files) {
      if (file.role().deducts()) {
        faults.attemptFile(file.path(), () -> read(file, files, included)).ifPresent(out::addAll);
      }
    }
    return List.copyOf(out);
  }

  private static List<Dependency> read(
      SourceFile file, List<SourceFile> files, Set<String> included) {
    Optional<DependencyFormat> format = format(file);
    if (format.isPresent() && format.get() instanceof YarnLock) {
      return YarnLock.read(file, manifestsBelow(file, files));
    }
    if (format.isPresent()) {
      return format.get().read(file);
    }
    return included.contains(file.path()) ? new RequirementsTxt().read(file) : List.of();
  }

  private static List<Dependency> manifestsBelow(SourceFile lock, List<SourceFile> files) {
    List<Dependency> out = new ArrayList<>();
    for (SourceFile file : files) {
      if (file.path().startsWith(lock.directory()) && file.path().endsWith("package.json")) {
        out.addAll(new PackageJson().read(file));
      }
    }
    return out;
  }

  private static Optional<DependencyFormat> format(SourceFile file) {
    String name = file.path().substring(file.directory().length());
    return FORMATS.stream().filter(f -> f.covers(name)).findFirst();
  }

  /** Paths of the files that requirement files include, directly or through others. */
  private static Set<String> included(List<SourceFile> files) {
    Map<String, SourceFile> byPath = new HashMap<>();
    files.forEach(f -> byPath.put(f.path(), f));
    List<SourceFile> open = new ArrayList<>();
    for (SourceFile file : files) {
      if (file.role().deducts()
          && format(file).filter(RequirementsTxt.class::isInstance).isPresent()) {
        open.add(file);
      }
    }
    Set<String> found = new HashSet<>();
    while (!open.isEmpty()) {
      SourceFile file = open.removeLast();
      LockLines.visit(
          file,
          (line, text) -> {
            Matcher include = INCLUDE.matcher(text);
            String path = include.matches() ? resolve(file.directory() + include.group(1)) : "";
            if (byPath.containsKey(path) && found.add(path)) {
              open.add(byPath.get(path));
            }
          });
    }
    return found;
  }

  private static String resolve(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
