package io.mcpscore.engine.check.health;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.stream.IntStream;

/** Reports, of a file, the first spot that a tool comes to: the others are the same habit. */
final class Handled {

  private Handled() {}

  /** Looks through spots in order. */
  static void first(
      CheckContext context,
      SourceModule module,
      IntStream spots,
      Severity severity,
      String description,
      FindingSink findings) {
    for (int node : spots.limit(50).toArray()) {
      List<ToolDeclaration> tools = context.flow().reaching(module, node);
      if (!tools.isEmpty()) {
        findings.report(
            new Draft(
                module.file(),
                module.tree().start(node),
                module.tree().end(node),
                severity,
                Evidence.PROVEN,
                description,
                tools.getFirst().name(),
                List.of(),
                List.of()));
        return;
      }
    }
  }
}
