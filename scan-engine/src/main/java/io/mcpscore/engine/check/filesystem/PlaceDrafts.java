package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/** Findings that the code itself shows, graded by whether a tool comes to it. */
final class PlaceDrafts {

  private PlaceDrafts() {}

  /**
   * A finding at a node.
   *
   * @param severity what it is worth when a tool comes there; otherwise it is low
   * @param description why it is a problem
   */
  static Draft reached(
      CheckContext context, SourceModule module, int node, Severity severity, String description) {
    List<ToolDeclaration> tools = context.flow().reaching(module, node);
    boolean reached = !tools.isEmpty();
    return draft(
        module,
        node,
        reached ? severity : severity.atMost(Severity.LOW),
        reached ? Evidence.PROVEN : Evidence.HEURISTIC,
        description + (reached ? "" : " No tool was shown to come here."),
        reached ? tools.getFirst().name() : null);
  }

  /** A finding that holds whoever comes there. */
  static Draft fact(SourceModule module, int node, Severity severity, String description) {
    return draft(
        module,
        node,
        severity,
        severity.atMost(Severity.LOW) == severity ? Evidence.HEURISTIC : Evidence.PROVEN,
        description,
        null);
  }

  private static Draft draft(
      SourceModule module,
      int node,
      Severity severity,
      Evidence evidence,
      String description,
      String tool) {
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
        List.of());
  }
}
