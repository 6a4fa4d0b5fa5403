package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ModuleFiles;
import io.mcpscore.engine.program.js.ScriptModule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files have to do with an MCP server: those that import an SDK or a file that does, or write
 * a transport themselves, and those that such files import, directly or over two more files.
 */
final class SdkReach {

  private static final int MAX_HOPS = 3;

  private final Set<String> near = new HashSet<>();

  SdkReach(Program program, ModuleFiles files) {
    Map<String, Integer> hops = new HashMap<>();
    Deque<SourceModule> open = new ArrayDeque<>();
    for (SourceModule module : program.modules()) {
      if (SdkNames.importsSdk(module) || SdkNames.writesTransport(module)) {
        hops.put(module.file().path(), 0);
        open.add(module);
      }
    }
    importers(program, files, hops, open);
    while (!open.isEmpty()) {
      SourceModule at = open.poll();
      int distance = hops.get(at.file().path());
      near.add(at.file().path());
      List<String> specifiers =
          at instanceof ScriptModule script && distance < MAX_HOPS
              ? script.specifiers()
              : List.of();
      for (String specifier : specifiers) {
        files
            .locate(at.file().path(), specifier)
            .filter(p -> hops.putIfAbsent(p, distance + 1) == null)
            .flatMap(program::module)
            .ifPresent(open::add);
      }
    }
  }

  /** Files that reach the SDK through one of the repository's own wrap it there. */
  private static void importers(
      Program program, ModuleFiles files, Map<String, Integer> hops, Deque<SourceModule> open) {
    Set<String> direct = Set.copyOf(hops.keySet());
    for (SourceModule module : program.modules()) {
      boolean wraps =
          module instanceof ScriptModule script
              && script.specifiers().stream()
                  .flatMap(s -> files.locate(module.file().path(), s).stream())
                  .anyMatch(direct::contains);
      if (wraps && hops.putIfAbsent(module.file().path(), 0) == null) {
        open.add(module);
      }
    }
  }

  /** Whether a file imports an SDK or belongs to one that does. */
  boolean covers(SourceModule module) {
    return near.contains(module.file().path());
  }
}
