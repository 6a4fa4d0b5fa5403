package io.mcpscore.engine.flow;

import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.TraceStep;
import java.util.List;

/** Follows agent-chosen values through one repository. Safe for use by several threads. */
public interface Dataflow {

  /** Stands for a dataflow that could not be prepared; a report must not pass as complete then. */
  Dataflow NONE = new NoDataflow();

  /**
   * Every sink of a rule that a value of its sources reaches, each sink once with its best
   * evidence, ordered by file and offset. Of a sink that several tools share, such as the one in a
   * helper that runs all commands, the calls in the tools' handlers that lead there follow, one a
   * tool: each is a hole of its own, and the place where its value is put together.
   */
  List<Flow> into(SinkRule rule);

  /**
   * The tools whose handlers can come to a node through calls, whatever the values, in the order of
   * the model; none for code that no handler reaches.
   */
  List<ToolDeclaration> reaching(SourceModule module, int node);

  /**
   * How a tool's handler can come to a node, whatever the values: the handler, then the calls up to
   * the function that the node is in; empty when it cannot.
   */
  List<TraceStep> way(ToolDeclaration tool, SourceModule module, int node);

  /** Whether a tool with a handler gets nothing that the schema which it announces refuses. */
  boolean appliesSchema(ToolDeclaration tool);

  /** What the code behind a tool can do. */
  ToolEffects effects(ToolDeclaration tool);
}
