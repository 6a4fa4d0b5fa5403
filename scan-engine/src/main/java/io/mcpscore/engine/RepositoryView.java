package io.mcpscore.engine;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.RepositoryProgram;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.Map;

/** What checks of the repository as a whole look at: every file, and no program. */
final class RepositoryView {

  private RepositoryView() {}

  static CheckContext context(
      Map<String, List<String>> skipped,
      List<SourceFile> files,
      List<Dependency> dependencies,
      Advisories advisories) {
    Program none = new RepositoryProgram(List.of(), List.of(), List.of());
    return new CheckContext(
        skipped,
        files,
        none,
        new ExternalCalls(none),
        new McpModel(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
        Dataflow.NONE,
        dependencies,
        advisories);
  }
}
