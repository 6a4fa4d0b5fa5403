package io.mcpscore.engine.part;

import io.mcpscore.engine.program.js.ModuleFiles;
import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.source.FileRoles;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.FileRole;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Code of the server in folders that are named like those of tests, examples or documentation: a
 * {@code bench} may be one of a laboratory, and {@code docs} what a server looks through. What the
 * server's own code imports is code of the server, whatever its folder is called.
 */
public final class UsedCode {

  private static final Set<FileRole> DOUBTFUL =
      Set.of(FileRole.TEST, FileRole.EXAMPLE, FileRole.FIXTURE, FileRole.DOCS);

  private final List<SourceFile> files;
  private final Map<String, SourceFile> doubtful = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  private UsedCode(List<SourceFile> files) {
    this.files = files;
    files.stream().filter(UsedCode::isDoubtful).forEach(f -> doubtful.put(f.path(), f));
  }

  /** The same files, with the role {@link FileRole#SOURCE} where the server's code imports them. */
  public static Discovered in(Discovered found) {
    UsedCode code = new UsedCode(found.files());
    return code.doubtful.isEmpty()
        ? found
        : new Discovered(found.filesSeen(), code.marked(), found.skipped(), found.codeLeftOut());
  }

  /** Code whose own name would make it source: it is its folder alone that says otherwise. */
  private static boolean isDoubtful(SourceFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return file.language() != null
        && DOUBTFUL.contains(file.role())
        && FileRoles.ofPath(name) == FileRole.SOURCE;
  }

  private List<SourceFile> marked() {
    ModuleFiles scripts = new ModuleFiles(files);
    PythonFiles python = new PythonFiles(files);
    Deque<SourceFile> open = new ArrayDeque<>();
    Set<String> folders = folders();
    files.stream()
        .filter(f -> f.language() != null && f.role() == FileRole.SOURCE)
        .filter(f -> folders.stream().anyMatch(f.text()::holds))
        .forEach(open::add);
    while (!open.isEmpty()) {
      SourceFile importer = open.removeFirst();
      imports(importer, scripts, python)
          .flatMap(Optional::stream)
          .filter(path -> doubtful.containsKey(path) && used.add(path))
          .forEach(path -> open.add(doubtful.get(path)));
    }
    return used.isEmpty() ? files : files.stream().map(this::withRole).toList();
  }

  /** The names that make code doubtful; who imports it from outside of such a folder names one. */
  private Set<String> folders() {
    Map<String, Boolean> known = new TreeMap<>();
    for (String path : doubtful.keySet()) {
      String[] parts = path.split("/");
      for (int i = 0; i < parts.length - 1; i++) {
        String folder = parts[i];
        known.computeIfAbsent(
            folder,
            f -> DOUBTFUL.contains(FileRoles.ofPath(f + path.substring(path.lastIndexOf('/')))));
      }
    }
    return known.keySet().stream().filter(known::get).collect(Collectors.toSet());
  }

  private static Stream<Optional<String>> imports(
      SourceFile file, ModuleFiles scripts, PythonFiles python) {
    String text = file.text().latin1();
    return file.language().isScript()
        ? ScriptImports.of(text).stream().map(s -> scripts.locate(file.path(), s))
        : PythonImports.of(text).stream().map(m -> python.locate(file, m));
  }

  private SourceFile withRole(SourceFile file) {
    return used.contains(file.path())
        ? new SourceFile(file.path(), FileRole.SOURCE, file.language(), file.text())
        : file;
  }
}
