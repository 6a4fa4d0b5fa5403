package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mcpscore.engine.source.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code baseUrl} and {@code paths} of the tsconfig files of a repository. */
final class PathAliases {

  private static final int MAX_EXTENDS = 5;

  private final Map<String, Config> byDirectory = new LinkedHashMap<>();

  PathAliases(Map<String, SourceFile> files) {
    for (String path : files.keySet()) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (name.equals("tsconfig.json") || name.equals("jsconfig.json")) {
        String directory = path.substring(0, path.lastIndexOf('/') + 1);
        read(files, path, 0).ifPresent(c -> byDirectory.putIfAbsent(directory, c));
      }
    }
  }

  /** Paths, without endings, that a specifier may mean for an importer in a directory. */
  List<String> candidates(String directory, String specifier) {
    Config config = nearest(directory);
    if (config == null) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    config.paths().forEach((pattern, targets) -> match(config, pattern, targets, specifier, found));
    if (config.explicitBase()) {
      RepositoryPaths.resolve(config.base(), specifier).ifPresent(found::add);
    }
    return found;
  }

  private static void match(
      Config config, String pattern, List<String> targets, String specifier, List<String> found) {
    int star = pattern.indexOf('*');
    String prefix = star < 0 ? pattern : pattern.substring(0, star);
    String suffix = star < 0 ? "" : pattern.substring(star + 1);
    boolean fits =
        star < 0
            ? specifier.equals(pattern)
            : specifier.length() >= prefix.length() + suffix.length()
                && specifier.startsWith(prefix)
                && specifier.endsWith(suffix);
    if (fits) {
      String rest =
          star < 0
              ? ""
              : specifier.substring(prefix.length(), specifier.length() - suffix.length());
      targets.forEach(
          t -> RepositoryPaths.resolve(config.base(), t.replace("*", rest)).ifPresent(found::add));
    }
  }

  private Config nearest(String directory) {
    String at = directory;
    while (true) {
      Config config = byDirectory.get(at);
      if (config != null || at.isEmpty()) {
        return config;
      }
      at = RepositoryPaths.parent(at);
    }
  }

  private static Optional<Config> read(Map<String, SourceFile> files, String path, int depth) {
    SourceFile file = files.get(path);
    if (file == null || depth > MAX_EXTENDS) {
      return Optional.empty();
    }
    JsonNode json = JsonFiles.read(file);
    JsonNode options = json.path("compilerOptions");
    String base = options.path("baseUrl").asText("");
    JsonNode paths = options.path("paths");
    if (!paths.isObject() && base.isEmpty()) {
      JsonNode parent = json.path("extends");
      return parent.isTextual() && parent.asText().startsWith(".")
          ? RepositoryPaths.resolve(file.directory(), parent.asText())
              .map(p -> p.endsWith(".json") ? p : p + ".json")
              .flatMap(p -> read(files, p, depth + 1))
          : Optional.empty();
    }
    String root = RepositoryPaths.resolve(file.directory(), base).orElse("");
    return Optional.of(
        new Config(root.isEmpty() ? "" : root + "/", !base.isEmpty(), targets(paths)));
  }

  private static Map<String, List<String>> targets(JsonNode paths) {
    JsonNode object = paths.isObject() ? paths : MissingNode.getInstance();
    Map<String, List<String>> found = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            e -> {
              List<String> targets = new ArrayList<>();
              e.getValue().forEach(t -> targets.add(t.asText()));
              found.put(e.getKey(), targets);
            });
    return found;
  }

  private record Config(String base, boolean explicitBase, Map<String, List<String>> paths) {}
}
