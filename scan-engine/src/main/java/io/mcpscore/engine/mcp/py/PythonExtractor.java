package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.mcp.ExtractorStrategy;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.py.LowLevelHooks.Hook;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.Language;
import java.util.ArrayList;
import java.util.List;

/** Finds servers made with the Python SDK, with fastmcp, and with fastapi-mcp. */
public final class PythonExtractor implements ExtractorStrategy {

  @Override
  public McpModel extract(Program program, List<SourceFile> files, Faults faults) {
    List<SourceModule> modules =
        program.modules().stream().filter(m -> m.file().language() == Language.PYTHON).toList();
    PyNames names = new PyNames(program);
    PyTexts texts = new PyTexts(names);
    PyTypes types = new PyTypes(names, texts);
    PyHandlers handlers = new PyHandlers(names);
    PyCallers callers = new PyCallers(program);
    PyReceivers receivers = new PyReceivers(names, callers);
    PyServers servers = new PyServers(names, texts);
    PyTables tables = new PyTables(names, callers);
    PyRuns runs = tables.runs();
    FastMcpRegistrations registrations =
        new FastMcpRegistrations(names, texts, receivers, new PyValues(names, callers), runs);
    FastMcpDeclarations declarations = new FastMcpDeclarations(names, texts, types, handlers);
    LowLevelHooks hooks = new LowLevelHooks(names, receivers);

    PyFound found = new PyFound();
    List<Hook> allHooks = new ArrayList<>();
    for (SourceModule module : modules) {
      String path = module.file().path();
      faults.run(
          "The list of servers of " + path,
          () -> found.servers().addAll(servers.in(module, found.notes())));
      faults
          .attempt("What " + path + " registers", () -> registrations.in(module, found.notes()))
          .orElse(List.of())
          .forEach(
              r ->
                  faults.run(
                      "Something that " + path + " registers",
                      () -> declarations.declare(r, found)));
      faults.run(
          "The list of answered requests of " + path, () -> allHooks.addAll(hooks.in(module)));
    }
    faults.run(
        "A list of answered requests",
        () ->
            new LowLevelServers(names, texts, types, handlers, tables, runs, modules)
                .declare(allHooks, found));
    faults.run(
        "A list of routes",
        () -> new FastApiTools(names, texts, types, handlers).declare(modules, found));
    PyToolClasses classes = new PyToolClasses(names, texts, types, handlers);
    faults.run(
        "Classes that are made tools of",
        () -> new PyAdaptedTools(names, classes).declare(modules, found));
    return found.model();
  }
}
