package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;

/** {@code mcp-missing-description}: tools that do not say what they do. */
public final class McpMissingDescriptionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-missing-description");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      if (tool.description() == null || tool.description().isBlank()) {
        findings.report(
            ToolDrafts.at(
                tool,
                Severity.LOW,
                Evidence.PROVEN,
                "The tool "
                    + tool.name()
                    + " has no description: the model guesses from its name"
                    + " when to call it and what it changes.",
                tool.name()));
      }
    }
  }
}
