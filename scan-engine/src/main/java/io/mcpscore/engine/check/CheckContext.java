package io.mcpscore.engine.check;

import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;

/**
 * What a check may look at.
 *
 * @param files every file that was read, ordered by path: parsed ones and texts such as manifests
 * @param program the parsed modules
 * @param servers the MCP servers
 * @param flow where agent-chosen values go
 */
public record CheckContext(
    List<SourceFile> files, Program program, McpModel servers, Dataflow flow) {

  /** Copies the list. */
  public CheckContext {
    files = List.copyOf(files);
  }
}
