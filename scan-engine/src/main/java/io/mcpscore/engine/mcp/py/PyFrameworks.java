package io.mcpscore.engine.mcp.py;

import java.util.Set;
import java.util.regex.Pattern;

/** Which qualified names belong to a framework for servers. */
final class PyFrameworks {

  /** The official SDK: low level, {@code mcp.server.fastmcp}, {@code MCPServer}. */
  static final String SDK = "mcp-sdk-py";

  /** The package fastmcp. */
  static final String FASTMCP = "fastmcp";

  /** The package fastapi-mcp, which serves the routes of an application. */
  static final String FASTAPI_MCP = "fastapi-mcp";

  private static final Set<String> SERVER_CLASSES =
      Set.of("FastMCP", "MCPServer", "Server", "FastMCPProxy", "FastMCPOpenAPI", "FastApiMCP");

  private static final Pattern LOOK_ALIKE =
      Pattern.compile(".*\\.\\w*(FastMCP|McpServer|MCPServer)");

  private PyFrameworks() {}

  /** The framework of a package or qualified name, or the empty text. */
  static String ofName(String qualifiedName) {
    int dot = qualifiedName.indexOf('.');
    return switch (dot < 0 ? qualifiedName : qualifiedName.substring(0, dot)) {
      case "mcp" -> SDK;
      case "fastmcp" -> FASTMCP;
      case "fastapi_mcp" -> FASTAPI_MCP;
      default -> "";
    };
  }

  /**
   * The framework of a method of a server object, or the empty text.
   *
   * @param method such as {@code fastmcp.FastMCP().tool}
   */
  static String ofMethod(String method) {
    int call = method.indexOf("()");
    if (call < 0) {
      return "";
    }
    String framework = ofName(method);
    boolean other = LOOK_ALIKE.matcher(method.substring(0, call)).matches();
    return framework.isEmpty() && other ? FASTMCP : framework;
  }

  /** Whether a class of this qualified name makes servers. */
  static boolean isServerClass(String qualifiedName) {
    boolean server =
        SERVER_CLASSES.contains(PyNames.last(qualifiedName)) && !qualifiedName.contains(".client");
    return server && !ofName(qualifiedName).isEmpty();
  }

  /** Whether a factory such as {@code FastMCP.from_openapi} makes servers. */
  static boolean isServerFactory(String qualifiedName) {
    return qualifiedName.startsWith("fastmcp.")
        && qualifiedName.matches(".*\\.FastMCP\\.(from_openapi|from_fastapi|as_proxy|from_client)");
  }

  /** Whether a class is the protocol's own, such as {@code mcp.types.Tool}. */
  static boolean isProtocolType(String qualifiedName, String type) {
    return !ofName(qualifiedName).isEmpty() && PyNames.last(qualifiedName).equals(type);
  }
}
