package io.mcpscore.engine.mcp;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The library for servers itself, where a repository holds its source. Its classes make servers of
 * whoever uses them, and are none.
 */
final class SdkSources {

  /** A module of a library's package, and another one that only the library has. */
  private static final Map<String, String> MARKS =
      Map.of(
          "mcp/server/lowlevel/server.py", "mcp/client/session.py",
          "fastmcp/server/server.py", "fastmcp/client/client.py");

  private final List<String> roots;

  /** Looks for them among the files that were read. */
  SdkSources(List<SourceFile> files) {
    Set<String> paths = files.stream().map(SourceFile::path).collect(Collectors.toSet());
    roots =
        MARKS.entrySet().stream()
            .flatMap(
                mark ->
                    paths.stream()
                        .filter(p -> p.equals(mark.getKey()) || p.endsWith("/" + mark.getKey()))
                        .map(p -> p.substring(0, p.length() - mark.getKey().length()))
                        .filter(root -> paths.contains(root + mark.getValue()))
                        .map(root -> root + mark.getKey().split("/")[0] + "/"))
            .sorted()
            .toList();
  }

  /** The same without what stands in the library. */
  McpModel without(McpModel model) {
    if (roots.isEmpty()) {
      return model;
    }
    return new McpModel(
        model.servers().stream().filter(s -> !holds(s.module().file())).toList(),
        model.tools().stream().filter(t -> !holds(t.module().file())).toList(),
        model.prompts().stream().filter(p -> !holds(p.module().file())).toList(),
        model.resources().stream().filter(r -> !holds(r.module().file())).toList(),
        model.dispatchers().stream().filter(this::isOutside).toList(),
        model.notes().stream().filter(n -> roots.stream().noneMatch(n::contains)).toList());
  }

  private boolean isOutside(Handler handler) {
    return !holds(handler.module().file());
  }

  private boolean holds(SourceFile file) {
    return roots.stream().anyMatch(file.path()::startsWith);
  }
}
