package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import io.mcpscore.engine.mcp.McpModel.ResourceDeclaration;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers declarations.
 *
 * @param servers server objects
 * @param tools tools
 * @param prompts prompts
 * @param resources resources and templates
 * @param dispatchers functions that answer calls by name
 * @param notes sentences for the coverage
 */
record PyFound(
    List<ServerDeclaration> servers,
    List<ToolDeclaration> tools,
    List<PromptDeclaration> prompts,
    List<ResourceDeclaration> resources,
    List<Handler> dispatchers,
    List<String> notes) {

  PyFound() {
    this(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  McpModel model() {
    return new McpModel(servers, distinct(), prompts, resources, dispatchers, notes);
  }

  /** A function that two ways of registering lead to is one tool. */
  private List<ToolDeclaration> distinct() {
    Set<Function> seen = new HashSet<>();
    return tools.stream().filter(t -> t.handler() == null || seen.add(function(t))).toList();
  }

  private record Function(SourceModule module, int node, String tool) {}

  private static Function function(ToolDeclaration tool) {
    Handler handler = tool.handler();
    return new Function(handler.module(), handler.region(), tool.name());
  }
}
