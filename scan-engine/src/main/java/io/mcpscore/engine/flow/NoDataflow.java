package io.mcpscore.engine.flow;

import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.TraceStep;
import java.util.List;

/** What is known of flows when they could not be worked out: nothing. */
final class NoDataflow implements Dataflow {

  @Override
  public List<Flow> into(SinkRule rule) {
    return List.of();
  }

  @Override
  public List<ToolDeclaration> reaching(SourceModule module, int node) {
    return List.of();
  }

  @Override
  public List<TraceStep> way(ToolDeclaration tool, SourceModule module, int node) {
    return List.of();
  }

  @Override
  public boolean appliesSchema(ToolDeclaration tool) {
    return false;
  }

  @Override
  public ToolEffects effects(ToolDeclaration tool) {
    return ToolEffects.UNKNOWN;
  }
}
