package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import io.mcpscore.engine.mcp.McpModel.ResourceDeclaration;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import java.util.ArrayList;
import java.util.List;

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
    return new McpModel(servers, tools, prompts, resources, dispatchers, notes);
  }
}
