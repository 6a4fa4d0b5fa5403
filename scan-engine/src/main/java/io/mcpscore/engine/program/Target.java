package io.mcpscore.engine.program;

/** What an expression stands for after every name was followed. */
public sealed interface Target {

  /**
   * A function node, class node or other expression of the repository.
   *
   * @param module where it is
   * @param node the node
   */
  record Defined(SourceModule module, int node) implements Target {}

  /**
   * Something from outside the repository.
   *
   * @param qualifiedName dotted, module first, without {@code node:}: {@code child_process.exec},
   *     {@code fs.promises.readFile} (also for {@code fs/promises}), {@code subprocess.run}, {@code
   *     @modelcontextprotocol/sdk/server/mcp.js.McpServer}; a global or built-in is its plain name:
   *     {@code eval}, {@code fetch}, {@code process.env}, {@code open}. What
   *     a call or {@code new} of something external gives is its name with {@code ()}: {@code
   *     axios.create().get}, {@code httpx.AsyncClient().post}, {@code git.Repo().git.status}
   */
  record External(String qualifiedName) implements Target {}
}
