package io.mcpscore.engine.part;

import io.mcpscore.engine.dependency.PackageDirectories;
import io.mcpscore.engine.program.js.ModuleFiles;
import io.mcpscore.engine.source.Discovered;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parts a repository: every package, by the nearest manifest, is one with all packages that imports
 * connect it to. What is in no package is a package too. A repository without manifests, or with
 * one at its root alone, is one part.
 *
 * <p>Parts are a matter of definition, not of luck: they follow from the files alone, and a scan
 * that knows nothing of earlier ones judges part by part as well. Where the imports of a package
 * are read wrong, its flows end at its border, in every scan alike.
 */
public final class Partition {

  private final List<SourceFile> files;
  private final PackageDirectories packages;
  private final Map<String, String> parents = new HashMap<>();

  private Partition(List<SourceFile> files) {
    this.files = files;
    this.packages = new PackageDirectories(files);
  }

  /** The parts in the order of their first directories; at least one. */
  public static List<Part> of(Discovered found) {
    return new Partition(found.files()).parts(found.skipped());
  }

  private List<Part> parts(Map<String, List<String>> skipped) {
    if (files.stream().map(packages::of).distinct().limit(2).count() > 1) {
      connect();
    }
    Map<String, List<SourceFile>> own = new TreeMap<>();
    for (SourceFile file : files) {
      own.computeIfAbsent(root(packages.of(file)), d -> new ArrayList<>()).add(file);
    }
    Map<String, Map<String, List<String>>> left = new HashMap<>();
    skipped.forEach(
        (reason, paths) -> {
          for (String path : paths) {
            String directory = root(packages.of(path));
            own.computeIfAbsent(directory, d -> new ArrayList<>());
            left.computeIfAbsent(directory, d -> new TreeMap<>())
                .computeIfAbsent(reason, r -> new ArrayList<>())
                .add(path);
          }
        });
    SharedSettings settings = new SharedSettings(files);
    List<Part> out = new ArrayList<>();
    own.forEach(
        (directory, list) ->
            out.add(
                new Part(list, shared(list, settings), left.getOrDefault(directory, Map.of()))));
    return out.isEmpty() ? List.of(new Part(List.of(), List.of(), Map.of())) : out;
  }

  private List<SourceFile> shared(List<SourceFile> own, SharedSettings settings) {
    Map<String, SourceFile> out = new TreeMap<>();
    own.stream().map(packages::of).distinct().forEach(d -> settings.addAbove(d, out));
    own.forEach(f -> out.remove(f.path()));
    return List.copyOf(out.values());
  }

  private void connect() {
    ModuleFiles scripts = new ModuleFiles(files);
    PythonFiles python = new PythonFiles(files);
    for (SourceFile file : files) {
      if (file.language() == null) {
        continue;
      }
      String directory = packages.of(file);
      if (file.language().isScript()) {
        Set<String> specifiers = ScriptImports.of(file.text().latin1());
        specifiers.forEach(s -> connect(directory, scripts.locate(file.path(), s)));
      } else {
        Set<String> modules = PythonImports.of(file.text().latin1());
        modules.forEach(m -> connect(directory, python.locate(file, m)));
      }
    }
  }

  private void connect(String directory, Optional<String> imported) {
    imported.map(packages::of).filter(d -> !d.equals(directory)).ifPresent(d -> join(directory, d));
  }

  /** The smaller name stands for both, so that the order of the imports decides nothing. */
  private void join(String a, String b) {
    String x = root(a);
    String y = root(b);
    if (!x.equals(y)) {
      parents.put(x.compareTo(y) < 0 ? y : x, x.compareTo(y) < 0 ? x : y);
    }
  }

  private String root(String directory) {
    String at = directory;
    for (String up = parents.get(at); up != null; up = parents.get(at)) {
      at = up;
    }
    return at;
  }
}
