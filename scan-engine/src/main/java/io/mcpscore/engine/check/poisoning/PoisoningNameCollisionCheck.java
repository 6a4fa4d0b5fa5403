package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code poisoning-name-collision}: servers and tools whose names look like those of well-known
 * ones, or of other tools of the same repository, and are not.
 */
public final class PoisoningNameCollisionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-name-collision");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ServerDeclaration server : context.servers().servers()) {
      Optional.ofNullable(server.name())
          .flatMap(LookAlikeName::ofServer)
          .ifPresent(
              known ->
                  findings.report(
                      draft(
                          server.module(),
                          server.node(),
                          "The server calls itself "
                              + server.name()
                              + ", which looks like "
                              + known
                              + ".",
                          null)));
    }
    Set<String> names =
        context.servers().tools().stream().map(ToolDeclaration::name).collect(Collectors.toSet());
    for (ToolDeclaration tool : context.servers().tools()) {
      LookAlikeName.among(tool.name(), names)
          .ifPresent(
              other ->
                  findings.report(
                      draft(
                          tool.module(),
                          tool.node(),
                          "The tool "
                              + tool.name()
                              + " looks like the tool "
                              + other
                              + " and is another one.",
                          tool.name())));
    }
  }

  private static Draft draft(SourceModule module, int node, String description, String tool) {
    SyntaxTree tree = module.tree();
    return new Draft(
        module.file(),
        tree.start(node),
        tree.end(node),
        INFO.severity(),
        Evidence.PROVEN,
        description,
        tool,
        List.of(),
        List.of());
  }
}
