package io.mcpscore.engine.mcp;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;

/** Finds the MCP servers of one language family. Holds no state. */
public interface ExtractorStrategy {

  /**
   * Reads a whole repository; test and example files included, the order does not matter.
   *
   * @param program every parsed module, also those of other languages
   * @param files every file that was read, manifests included, ordered by path
   * @param faults takes registrations that break the extraction: they are left out
   */
  McpModel extract(Program program, List<SourceFile> files, Faults faults);
}
