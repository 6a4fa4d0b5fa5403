package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mcpscore.engine.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds the file behind a module specifier, in this order: relative paths, {@code paths} of the
 * nearest tsconfig, packages of the same repository, the SDK's own aside. A specifier that names
 * built output ({@code ./x.js}, {@code dist/}) means the source it is built from.
 */
public final class ModuleFiles {

  private static final List<String> ENDINGS =
      List.of("", ".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json");
  private static final Map<String, List<String>> BUILT_FROM =
      Map.of(
          ".js", List.of(".ts", ".tsx", ".jsx"),
          ".jsx", List.of(".tsx"),
          ".mjs", List.of(".mts"),
          ".cjs", List.of(".cts"));

  /**
   * The packages of the official SDK, which are known by their names: in a repository that holds
   * their source, servers are still built with them.
   */
  private static final Pattern SDK =
      Pattern.compile(
          "@modelcontextprotocol/(?:sdk|server|client|core|node|express|fastify|hono)(?:/.*)?");

  private final Map<String, SourceFile> files = new LinkedHashMap<>();
  private final PathAliases aliases;
  private final WorkspacePackages packages;

  /** Indexes the files of a repository, manifests included. */
  public ModuleFiles(List<SourceFile> all) {
    all.forEach(f -> files.put(f.path(), f));
    this.aliases = new PathAliases(files);
    this.packages = new WorkspacePackages(files);
  }

  /**
   * The path of the file that an import means.
   *
   * @param importer path of the importing file
   * @param specifier as written
   * @return empty for modules from outside the repository
   */
  public Optional<String> locate(String importer, String specifier) {
    String directory = importer.substring(0, importer.lastIndexOf('/') + 1);
    if (specifier.startsWith(".")) {
      return RepositoryPaths.resolve(directory, specifier).flatMap(this::file);
    }
    if (specifier.startsWith("/") || SDK.matcher(specifier).matches()) {
      return Optional.empty();
    }
    for (String candidate : aliases.candidates(directory, specifier)) {
      Optional<String> found = file(candidate);
      if (found.isPresent()) {
        return found;
      }
    }
    for (String candidate : packages.candidates(directory, specifier)) {
      Optional<String> found = file(candidate);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The content of a JSON file of the repository, or a missing node. */
  JsonNode json(String path) {
    SourceFile file = files.get(path);
    return file == null || !path.endsWith(".json")
        ? MissingNode.getInstance()
        : JsonFiles.read(file);
  }

  private Optional<String> file(String path) {
    for (Map.Entry<String, List<String>> built : BUILT_FROM.entrySet()) {
      if (path.endsWith(built.getKey()) && !files.containsKey(path)) {
        String stem = path.substring(0, path.length() - built.getKey().length());
        Optional<String> source =
            built.getValue().stream().map(e -> stem + e).filter(files::containsKey).findFirst();
        if (source.isPresent()) {
          return source;
        }
      }
    }
    String index = path.isEmpty() ? "index" : path + "/index";
    Optional<String> direct =
        ENDINGS.stream().map(e -> path + e).filter(files::containsKey).findFirst();
    return direct.isPresent()
        ? direct
        : ENDINGS.stream().map(e -> index + e).filter(files::containsKey).findFirst();
  }
}
