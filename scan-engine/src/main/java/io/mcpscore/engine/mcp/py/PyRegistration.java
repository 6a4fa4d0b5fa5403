package io.mcpscore.engine.mcp.py;

/**
 * One registration of a function as a tool, prompt or resource.
 *
 * @param kind what it becomes
 * @param framework of the server
 * @param at the decorator, call or list item that registers
 * @param options call with the options as arguments, or an absent node
 * @param nameArgument first position in {@code options} that is an option, no function
 * @param function the function, or an absent node when it cannot be said
 */
record PyRegistration(
    Kind kind, String framework, PyNode at, PyNode options, int nameArgument, PyNode function) {

  /** Position of the name where none of the positions holds one. */
  static final int NO_NAME = Integer.MAX_VALUE;

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
