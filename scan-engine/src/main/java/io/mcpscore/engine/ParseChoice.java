package io.mcpscore.engine;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.FileRole;
import java.util.List;
import java.util.Set;

/**
 * Which files are worth parsing. What the server runs always is; of tests, documents, bundles and
 * vendored code only what has a word that a check or the extraction would look for.
 */
final class ParseChoice {

  private static final Set<FileRole> ALWAYS =
      Set.of(FileRole.SOURCE, FileRole.CONFIG, FileRole.EXAMPLE);
  private static final List<String> TELLING =
      List.of(
          "eval(",
          "exec",
          "spawn",
          "compile(",
          "new Function",
          "subprocess",
          "os.system",
          "os.popen",
          "McpServer",
          "FastMCP",
          "modelcontextprotocol");

  private ParseChoice() {}

  /** Whether a tree of the file could change the report. */
  static boolean matters(SourceFile file) {
    return file.language() != null
        && (ALWAYS.contains(file.role()) || TELLING.stream().anyMatch(file.text()::holds));
  }
}
