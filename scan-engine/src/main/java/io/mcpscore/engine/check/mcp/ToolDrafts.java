package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import java.util.List;

/** Findings that stand at the registration of a tool. */
final class ToolDrafts {

  private ToolDrafts() {}

  /** A finding at a registration; {@code name} is the tool's, or null when it is about several. */
  static Draft at(
      ToolDeclaration tool, Severity severity, Evidence evidence, String description, String name) {
    return at(tool, severity, evidence, description, name, List.of());
  }

  /** The same with the way from the handler to what is meant. */
  static Draft at(
      ToolDeclaration tool,
      Severity severity,
      Evidence evidence,
      String description,
      String name,
      List<TraceStep> trace) {
    SyntaxTree tree = tool.module().tree();
    return new Draft(
        tool.module().file(),
        tree.start(tool.node()),
        tree.end(tool.node()),
        severity,
        evidence,
        description,
        name,
        trace,
        List.of());
  }
}
