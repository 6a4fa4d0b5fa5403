package io.mcpscore.engine.mcp.py;

import java.util.List;

/**
 * One registration of a function as a tool, prompt or resource.
 *
 * @param kind what it becomes
 * @param framework of the server
 * @param at the decorator, call or list item that registers
 * @param options call with the options as arguments, or an absent node
 * @param given what it is told first: the name of a tool or prompt, the address of a resource
 * @param function the function, or an absent node when it cannot be said
 */
record PyRegistration(
    Kind kind, String framework, PyNode at, PyNode options, PyNode given, PyNode function) {

  /**
   * A registration by a call of a server's own method or decorator.
   *
   * @param first position in {@code options} that is an option, no function
   */
  static PyRegistration of(
      Kind kind, String framework, PyNode at, PyNode options, int first, PyNode function) {
    return new PyRegistration(kind, framework, at, options, first(kind, options, first), function);
  }

  /** What the options of a registration say first, or an absent node. */
  static PyNode first(Kind kind, PyNode options, int first) {
    if (!options.isPresent()) {
      return options;
    }
    // FastMCP 2 has one parameter for both, so that @mcp.tool works without brackets.
    List<String> names =
        kind == Kind.RESOURCE
            ? List.of("uri")
            : first == 0 ? List.of("name", "name_or_fn") : List.of("name");
    return names.stream()
        .map(options::argument)
        .filter(PyNode::isPresent)
        .findFirst()
        .orElse(options.at(options.arguments().at(first)));
  }

  /** What a function is registered as. */
  enum Kind {
    TOOL,
    PROMPT,
    RESOURCE;

    /** By the name of a decorator or method, or null. */
    static Kind ofMethod(String method) {
      return switch (method) {
        case "tool", "add_tool", "mcp_tool" -> TOOL;
        case "prompt", "add_prompt", "mcp_prompt" -> PROMPT;
        case "resource", "add_resource", "add_resource_fn", "mcp_resource" -> RESOURCE;
        default -> null;
      };
    }
  }
}
