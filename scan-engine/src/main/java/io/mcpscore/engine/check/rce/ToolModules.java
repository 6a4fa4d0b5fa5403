package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ModuleFiles;
import io.mcpscore.engine.program.js.ScriptModule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * The scripts that run with a server: those that register tools, and what these import. Which of
 * them a call reaches is not known, where it is made through a table or an interface.
 */
final class ToolModules {

  private final Set<SourceModule> modules = new HashSet<>();

  ToolModules(CheckContext context) {
    ModuleFiles files = new ModuleFiles(context.files());
    Deque<SourceModule> open = new ArrayDeque<>();
    context.servers().tools().stream()
        .map(t -> t.module())
        .filter(m -> m.file().role().deducts() && modules.add(m))
        .forEach(open::add);
    while (!open.isEmpty()) {
      if (open.poll() instanceof ScriptModule script) {
        for (String specifier : script.specifiers()) {
          files
              .locate(script.file().path(), specifier)
              .flatMap(context.program()::module)
              .filter(modules::add)
              .ifPresent(open::add);
        }
      }
    }
  }

  boolean contains(SourceModule module) {
    return modules.contains(module);
  }
}
