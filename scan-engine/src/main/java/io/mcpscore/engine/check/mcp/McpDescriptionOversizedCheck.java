package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;

/** {@code mcp-description-oversized}: descriptions as long as a manual. */
public final class McpDescriptionOversizedCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-description-oversized");

  /** Characters; about a thousand tokens. */
  private static final int MOST = 4_000;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      int length = tool.description() == null ? 0 : tool.description().length();
      if (length > MOST) {
        findings.report(
            ToolDrafts.at(
                tool,
                Severity.LOW,
                Evidence.PROVEN,
                "The description of the tool "
                    + tool.name()
                    + " has "
                    + length
                    + " characters, which the model reads again on every turn; in so much text"
                    + " nobody notices a sentence that was slipped in.",
                tool.name()));
      }
    }
  }
}
