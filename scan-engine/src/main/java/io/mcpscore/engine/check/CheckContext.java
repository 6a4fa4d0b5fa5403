package io.mcpscore.engine.check;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.Dependency;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a check may look at: one part of a repository, see {@code engine.part}, or for a {@link
 * RepositoryCheck} all of it without the program.
 *
 * @param skipped paths of files that were not read, by reason, such as {@code not-a-text-type}
 * @param files every file that was read, ordered by path: parsed ones and texts such as manifests;
 *     with a part come the settings of the directories above it, and what is reported of those is
 *     left to the part that owns them
 * @param program the parsed modules
 * @param calls the calls of the program that leave the repository
 * @param servers the MCP servers
 * @param flow where agent-chosen values go
 * @param dependencies what manifests and lock files name, ordered by file and place; none for a
 *     part
 * @param advisories known vulnerabilities; {@link Advisories#NONE} when there is no snapshot
 * @param memo what checks worked out for each other
 */
public record CheckContext(
    Map<String, List<String>> skipped,
    List<SourceFile> files,
    Program program,
    ExternalCalls calls,
    McpModel servers,
    Dataflow flow,
    List<Dependency> dependencies,
    Advisories advisories,
    Memo memo) {

  /** Copies the lists. */
  public CheckContext {
    skipped = Map.copyOf(skipped);
    files = List.copyOf(files);
    dependencies = List.copyOf(dependencies);
  }

  /** A context of a new scan, in which nothing was worked out yet. */
  public CheckContext(
      Map<String, List<String>> skipped,
      List<SourceFile> files,
      Program program,
      ExternalCalls calls,
      McpModel servers,
      Dataflow flow,
      List<Dependency> dependencies,
      Advisories advisories) {
    this(skipped, files, program, calls, servers, flow, dependencies, advisories, new Memo());
  }

  /** What {@link Memo#get} has for a type. */
  public <T> T shared(Class<T> type, Function<CheckContext, T> make) {
    return memo.get(type, this, make);
  }
}
