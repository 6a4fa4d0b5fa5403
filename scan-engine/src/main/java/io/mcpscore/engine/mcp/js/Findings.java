package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import io.mcpscore.engine.mcp.McpModel.ResourceDeclaration;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import java.util.ArrayList;
import java.util.List;

/** Collects what the readers of one repository find. */
final class Findings {

  private static final String UNRESOLVED = "could not be resolved";

  final List<ServerDeclaration> servers = new ArrayList<>();
  final List<ToolDeclaration> tools = new ArrayList<>();
  final List<PromptDeclaration> prompts = new ArrayList<>();
  final List<ResourceDeclaration> resources = new ArrayList<>();
  final List<Handler> dispatchers = new ArrayList<>();
  final List<String> notes = new ArrayList<>();

  /** Notes that something the repository's own code registers could not be resolved. */
  void unresolved(String what, Expr at) {
    if (!at.module().file().role().deducts()) {
      return;
    }
    notes.add(
        ("%s registered in %s, line %d, " + UNRESOLVED + ": it is built at run time.")
            .formatted(what, at.module().file().path(), at.tree().line(at.node())));
  }

  /** Whether a registration of tools is among what could not be resolved. */
  boolean hasUnresolvedTools() {
    return notes.stream().anyMatch(Findings::isOfTools);
  }

  /** What was registered in ways that could not be followed was found in another way. */
  void takenFromDefinitions() {
    notes.replaceAll(
        n ->
            isOfTools(n)
                ? n.replace(
                    "could not be resolved: it is built at run time",
                    "was taken from the definitions in the repository")
                : n);
  }

  private static boolean isOfTools(String note) {
    return (note.startsWith("A tool registered") || note.startsWith("Tools registered"))
        && note.contains(UNRESOLVED);
  }

  /** Whether a tool was found where it is registered already. */
  boolean holds(Expr definition, String name, Handler handler) {
    return tools.stream()
        .anyMatch(
            t ->
                t.name().equals(name)
                    && (handler.equals(t.handler())
                        || ((t.node() == definition.node() || t.handler() != null)
                            && t.module()
                                .file()
                                .directory()
                                .equals(definition.module().file().directory()))));
  }

  McpModel toModel() {
    return new McpModel(servers, tools, prompts, resources, dispatchers, notes);
  }
}
