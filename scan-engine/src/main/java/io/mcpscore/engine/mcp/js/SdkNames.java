package io.mcpscore.engine.mcp.js;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ScriptModule;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names of the packages that MCP servers in scripts are built with. */
final class SdkNames {

  static final String SDK = "mcp-sdk-ts";
  static final String FASTMCP = "fastmcp-ts";

  private static final List<String> PACKAGES =
      List.of(
          "@modelcontextprotocol/",
          "fastmcp",
          "mcp-handler",
          "@vercel/mcp-adapter",
          "agents/mcp",
          "mcp-framework",
          "@rekog/mcp-nest",
          "@nestjs-mcp/server");
  private static final Pattern SERVER_CLASS =
      Pattern.compile("((?i:@modelcontextprotocol)/.{1,200}|fastmcp)\\.(McpServer|Server|FastMCP)");
  private static final Pattern SERVER_TRANSPORT =
      Pattern.compile(
          "(?i:@modelcontextprotocol)/.{1,200}\\.\\w{0,40}(?:SSE|StreamableHTTP|Stdio)ServerTransport");
  private static final Pattern SERVER_MEMBER =
      Pattern.compile(
          "((?i:@modelcontextprotocol)/|fastmcp|mcp-handler|@vercel/mcp-adapter|agents/mcp).{0,300}"
              + "\\(\\)(\\.(server|mcpServer|mcp|experimental|tasks))*\\.\\w{1,40}");

  private SdkNames() {}

  /**
   * Whether a module specifier names such a package. Where file systems do not mind the case, the
   * SDK's own is often misspelt.
   */
  static boolean isSdk(String written) {
    String specifier = written.toLowerCase(Locale.ROOT);
    return PACKAGES.stream()
        .anyMatch(
            p ->
                p.endsWith("/")
                    ? specifier.startsWith(p)
                    : specifier.equals(p) || specifier.startsWith(p + "/"));
  }

  /** Whether a module imports such a package. */
  static boolean importsSdk(SourceModule module) {
    return module instanceof ScriptModule script
        && script.specifiers().stream().anyMatch(SdkNames::isSdk);
  }

  /** Whether a qualified name is a class whose objects are servers. */
  static boolean isServerClass(String qualifiedName) {
    return SERVER_CLASS.matcher(qualifiedName).matches();
  }

  /** Whether a qualified name is a class whose objects speak the server's side of the protocol. */
  static boolean isServerTransport(String qualifiedName) {
    return SERVER_TRANSPORT.matcher(qualifiedName).matches();
  }

  /** Whether a class is called like one that speaks the server's side of the protocol. */
  static boolean isNamedLikeTransport(String name) {
    return name.matches("\\w{0,40}(?:SSE|StreamableHTTP|StreamableHttp|Stdio)ServerTransport");
  }

  /** Whether a module has such a class. */
  static boolean writesTransport(SourceModule module) {
    return module instanceof ScriptModule
        && module.file().text().holds("ServerTransport")
        && module
            .tree()
            .ofKinds("class_declaration")
            .anyMatch(
                n -> isNamedLikeTransport(module.tree().text(module.tree().child(n, "name"))));
  }

  /** Whether a qualified name is a method of a server object. */
  static boolean isServerMember(String qualifiedName) {
    return SERVER_MEMBER.matcher(qualifiedName).matches();
  }
}
