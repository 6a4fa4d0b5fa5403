package io.mcpscore.engine.mcp.py;

import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the functions that serve protocol requests: {@code @server.list_tools()}, {@code
 * server.call_tool()(f)}, {@code server.request_handlers[CallToolRequest] = f} and the
 * constructor's {@code on_call_tool=f}.
 */
final class LowLevelHooks {

  private static final Map<String, Hook.Kind> METHODS =
      Map.of(
          "list_tools", Hook.Kind.LIST_TOOLS,
          "call_tool", Hook.Kind.CALL_TOOL,
          "list_prompts", Hook.Kind.LIST_PROMPTS,
          "get_prompt", Hook.Kind.GET_PROMPT,
          "list_resources", Hook.Kind.LIST_RESOURCES,
          "list_resource_templates", Hook.Kind.LIST_RESOURCES,
          "read_resource", Hook.Kind.READ_RESOURCE);

  private static final Map<String, Hook.Kind> REQUESTS =
      Map.of(
          "ListToolsRequest", Hook.Kind.LIST_TOOLS,
          "CallToolRequest", Hook.Kind.CALL_TOOL,
          "ListPromptsRequest", Hook.Kind.LIST_PROMPTS,
          "GetPromptRequest", Hook.Kind.GET_PROMPT,
          "ListResourcesRequest", Hook.Kind.LIST_RESOURCES,
          "ListResourceTemplatesRequest", Hook.Kind.LIST_RESOURCES,
          "ReadResourceRequest", Hook.Kind.READ_RESOURCE);

  private final PyNames names;
  private final PyReceivers receivers;

  LowLevelHooks(PyNames names, PyReceivers receivers) {
    this.names = names;
    this.receivers = receivers;
  }

  /**
   * A function that serves requests.
   *
   * @param kind which requests
   * @param framework of the server
   * @param server tells servers of one file apart
   * @param function the function
   * @param wholeRequest whether it gets the request, and not its parts
   */
  record Hook(Kind kind, String framework, String server, PyNode function, boolean wholeRequest) {

    /** Which requests a function serves. */
    enum Kind {
      LIST_TOOLS,
      CALL_TOOL,
      LIST_PROMPTS,
      GET_PROMPT,
      LIST_RESOURCES,
      READ_RESOURCE
    }
  }

  /** Hooks of a module in the order of the text. */
  List<Hook> in(SourceModule module) {
    List<Hook> out = new ArrayList<>();
    for (int node : module.tree().ofKinds("decorator", "call", "assignment").toArray()) {
      PyNode at = new PyNode(module, node);
      switch (at.kind()) {
        case "decorator" -> method(at.named(0), at.parent().child("definition"), out);
        case "call" -> call(at, out);
        case "assignment" -> table(at, out);
        default -> {}
      }
    }
    return out;
  }

  private void method(PyNode registration, PyNode function, List<Hook> out) {
    PyNode member = registration.callee();
    Hook.Kind kind = member.is("attribute") ? METHODS.get(member.child("attribute").text()) : null;
    boolean definition = function.is("function_definition") || function.is("lambda");
    String framework = kind == null || !definition ? "" : receivers.framework(member);
    if (!framework.isEmpty()) {
      out.add(new Hook(kind, framework, server(member.child("object")), function, false));
    }
  }

  private static String server(PyNode object) {
    return object.module().file().path() + " " + object.text();
  }

  private void call(PyNode call, List<Hook> out) {
    if (call.callee().is("call")) {
      names.function(call.at(call.arguments().at(0))).ifPresent(f -> method(call.callee(), f, out));
    }
    String made = names.external(call.callee());
    if (PyFrameworks.isServerClass(made)) {
      call.arguments()
          .keywords()
          .forEach(
              (name, value) -> {
                Hook.Kind kind =
                    name.startsWith("on_") ? METHODS.get(name.substring("on_".length())) : null;
                if (kind != null) {
                  names
                      .function(call.at(value))
                      .ifPresent(
                          f ->
                              out.add(
                                  new Hook(
                                      kind,
                                      PyFrameworks.ofName(made),
                                      call.module().file().path() + " " + call.node(),
                                      f,
                                      true)));
                }
              });
    }
  }

  private void table(PyNode assignment, List<Hook> out) {
    PyNode target = assignment.child("left");
    PyNode member = target.child("value");
    if (!target.is("subscript") || !member.text().endsWith(".request_handlers")) {
      return;
    }
    Hook.Kind kind = REQUESTS.get(names.simpleName(target.child("subscript")));
    String framework = kind == null ? "" : receivers.framework(member);
    if (!framework.isEmpty()) {
      names
          .function(assignment.child("right"))
          .ifPresent(
              f -> out.add(new Hook(kind, framework, server(member.child("object")), f, true)));
    }
  }
}
