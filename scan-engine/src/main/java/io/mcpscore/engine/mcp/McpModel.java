package io.mcpscore.engine.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import java.util.List;

/**
 * What was found, each list ordered by file and line.
 *
 * @param servers places where a server object is made
 * @param tools registered tools, each once
 * @param prompts registered prompts
 * @param resources registered resources and templates
 * @param dispatchers functions that answer calls by name, whether or not their tools could be told
 *     apart
 * @param notes sentences for the coverage: registrations that could not be resolved, tools that
 *     live in a dependency
 */
public record McpModel(
    List<ServerDeclaration> servers,
    List<ToolDeclaration> tools,
    List<PromptDeclaration> prompts,
    List<ResourceDeclaration> resources,
    List<Handler> dispatchers,
    List<String> notes) {

  /** Copies the lists. */
  public McpModel {
    servers = List.copyOf(servers);
    tools = List.copyOf(tools);
    prompts = List.copyOf(prompts);
    resources = List.copyOf(resources);
    dispatchers = List.copyOf(dispatchers);
    notes = List.copyOf(notes);
  }

  /** Whether there is nothing of a server. */
  public boolean isEmpty() {
    return servers.isEmpty() && tools.isEmpty() && dispatchers.isEmpty();
  }

  /**
   * A server object.
   *
   * @param module where it is made
   * @param node the constructor call
   * @param framework {@code mcp-sdk-ts}, {@code mcp-sdk-py}, {@code fastmcp}, {@code fastmcp-ts},
   *     {@code fastapi-mcp}, {@code json-rpc} when no library is used, or {@code external} when the
   *     server itself is in a dependency
   * @param name announced name, or null when it is built at run time
   * @param instructions text for the model, or null
   */
  public record ServerDeclaration(
      SourceModule module, int node, String framework, String name, String instructions) {}

  /**
   * A registered tool.
   *
   * @param module where it is registered
   * @param node the registering call, decorator or list item
   * @param framework as for the server
   * @param name as registered; {@code *} stands for parts built at run time
   * @param title display title, or null
   * @param description text for the model, or null when there is none
   * @param inputSchema JSON Schema as far as the source states it, or null
   * @param annotations the registered hints, or null
   * @param handler its code, or null when it could not be resolved
   */
  public record ToolDeclaration(
      SourceModule module,
      int node,
      String framework,
      String name,
      String title,
      String description,
      JsonNode inputSchema,
      JsonNode annotations,
      Handler handler) {}

  /**
   * A registered prompt.
   *
   * @param module where it is registered
   * @param node the registering call, decorator or list item
   * @param name as registered
   * @param description text, or null
   * @param handler its code, or null
   */
  public record PromptDeclaration(
      SourceModule module, int node, String name, String description, Handler handler) {}

  /**
   * A registered resource or resource template.
   *
   * @param module where it is registered
   * @param node the registering call, decorator or list item
   * @param name as registered, or null
   * @param uri URI or template, or null when built at run time
   * @param description text, or null
   * @param handler its code, or null
   */
  public record ResourceDeclaration(
      SourceModule module,
      int node,
      String name,
      String uri,
      String description,
      Handler handler) {}

  /**
   * The code behind a registration.
   *
   * @param module where the code is
   * @param function function node
   * @param region node that belongs to this registration alone: the function's body, or the branch
   *     of a dispatching handler
   * @param agentParameters positions of the parameters that carry what the agent chose
   * @param self class of the object that the function is a method of, which may inherit it; null
   *     when it is none or not known
   */
  public record Handler(
      SourceModule module,
      int function,
      int region,
      List<Integer> agentParameters,
      Target.Defined self) {

    /** Copies the list. */
    public Handler {
      agentParameters = List.copyOf(agentParameters);
    }

    /** Code that is no method of a known class. */
    public Handler(SourceModule module, int function, int region, List<Integer> agentParameters) {
      this(module, function, region, agentParameters, null);
    }
  }
}
