package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/** Findings at a node of the code, weighed by whether a tool comes there. */
final class Spots {

  private Spots() {}

  /** One that is as severe as it can be within reach of a tool and one step milder elsewhere. */
  static Draft reachable(
      CheckContext context,
      SourceModule module,
      int node,
      Severity most,
      String description,
      List<int[]> masked) {
    List<ToolDeclaration> tools = context.flow().reaching(module, node);
    Severity milder = Severity.values()[Math.min(most.ordinal() + 1, Severity.LOW.ordinal())];
    boolean reached = !tools.isEmpty();
    return at(
        module,
        node,
        reached ? most : milder,
        reached ? Evidence.PROVEN : Evidence.LIKELY,
        description,
        reached ? tools.getFirst().name() : null,
        masked);
  }

  /** One whose weight does not depend on that. */
  static Draft at(
      SourceModule module,
      int node,
      Severity severity,
      Evidence evidence,
      String description,
      String tool,
      List<int[]> masked) {
    SyntaxTree tree = module.tree();
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        severity,
        evidence,
        description,
        tool,
        List.of(),
        masked);
  }
}
