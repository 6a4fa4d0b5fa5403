package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ServerDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/** {@code mcp-no-tools}: a server of which no tool was found. */
public final class McpNoToolsCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-no-tools");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    boolean offers =
        !context.servers().tools().isEmpty()
            || !context.servers().prompts().isEmpty()
            || !context.servers().resources().isEmpty();
    if (offers || context.servers().servers().isEmpty()) {
      return;
    }
    ServerDeclaration server = context.servers().servers().getFirst();
    SyntaxTree tree = server.module().tree();
    findings.report(
        new FindingSink.Draft(
            server.module().file(),
            tree.start(server.node()),
            tree.end(server.node()),
            Severity.INFO,
            Evidence.PROVEN,
            "A server is made here, but no tool, prompt or resource of it was found: the score says"
                + " nothing about what it offers.",
            null,
            List.of(),
            List.of()));
  }
}
