package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The packages of a repository by the name in their manifest, and their {@code imports} maps. */
final class WorkspacePackages {

  private static final List<String> BUILT = List.of("dist/", "build/", "lib/", "out/", "esm/");

  private final Map<String, String> directories = new TreeMap<>();
  private final Map<String, JsonNode> manifests = new TreeMap<>();

  WorkspacePackages(Map<String, SourceFile> files) {
    files.forEach(
        (path, file) -> {
          if (path.equals("package.json") || path.endsWith("/package.json")) {
            JsonNode manifest = JsonFiles.read(file);
            manifests.put(file.directory(), manifest);
            if (manifest.path("name").isTextual()) {
              directories.putIfAbsent(manifest.path("name").asText(), file.directory());
            }
          }
        });
  }

  /** Paths, with or without endings, that a bare specifier may mean. */
  List<String> candidates(String importerDirectory, String specifier) {
    List<String> found = new ArrayList<>();
    if (specifier.startsWith("#")) {
      inner(importerDirectory, specifier, found);
      return found;
    }
    int slash = specifier.indexOf('/', specifier.startsWith("@") ? specifier.indexOf('/') + 1 : 0);
    String name = slash < 0 ? specifier : specifier.substring(0, slash);
    String directory = directories.get(name);
    if (directory == null) {
      return found;
    }
    JsonNode manifest = manifests.get(directory);
    String entry = slash < 0 ? "." : "./" + specifier.substring(slash + 1);
    target(manifest.path("exports"), entry, found, directory);
    if (slash < 0) {
      add(found, directory, manifest.path("main").asText(""));
      add(found, directory, manifest.path("module").asText(""));
      add(found, directory, "src/index");
      add(found, directory, "index");
    } else {
      add(found, directory, specifier.substring(slash + 1));
      add(found, directory, "src/" + specifier.substring(slash + 1));
    }
    return found;
  }

  private void inner(String importerDirectory, String specifier, List<String> found) {
    String at = importerDirectory;
    while (!manifests.containsKey(at) && !at.isEmpty()) {
      at = RepositoryPaths.parent(at);
    }
    JsonNode manifest = manifests.get(at);
    if (manifest != null) {
      target(manifest.path("imports"), specifier, found, at);
    }
  }

  private static void target(JsonNode map, String entry, List<String> found, String directory) {
    if (map.isTextual() && entry.equals(".")) {
      add(found, directory, map.asText());
    }
    map.properties()
        .forEach(
            e -> {
              int star = e.getKey().indexOf('*');
              String rest = "";
              if (star >= 0 && entry.startsWith(e.getKey().substring(0, star))) {
                rest = entry.substring(star);
              } else if (!e.getKey().equals(entry)) {
                return;
              }
              String text = conditional(e.getValue());
              add(found, directory, text.replace("*", rest));
            });
  }

  /** The first path of a conditional export, types left aside. */
  private static String conditional(JsonNode value) {
    JsonNode at = value;
    for (int i = 0; i < 4 && at.isObject(); i++) {
      JsonNode next = at.path("import");
      next = next.isMissingNode() ? at.path("default") : next;
      next = next.isMissingNode() ? at.path("require") : next;
      at = next;
    }
    return at.asText("");
  }

  private static void add(List<String> found, String directory, String path) {
    if (path.isEmpty()) {
      return;
    }
    RepositoryPaths.resolve(directory, path)
        .ifPresent(
            p -> {
              found.add(p);
              String inside = p.substring(Math.min(directory.length(), p.length()));
              for (String built : BUILT) {
                if (inside.startsWith(built)) {
                  found.add(directory + "src/" + inside.substring(built.length()));
                  found.add(directory + inside.substring(built.length()));
                }
              }
            });
  }
}
