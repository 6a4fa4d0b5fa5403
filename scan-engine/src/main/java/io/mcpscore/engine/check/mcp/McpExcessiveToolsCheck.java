package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/** {@code mcp-excessive-tools}: one server with more than ten tools. */
public final class McpExcessiveToolsCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-excessive-tools");
  private static final int MOST = 10;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (List<ToolDeclaration> group : ServerGroups.of(context).values()) {
      long count = group.stream().map(ToolDeclaration::name).distinct().count();
      if (count > MOST) {
        findings.report(
            ToolDrafts.at(
                group.getFirst(),
                Severity.MEDIUM,
                Evidence.PROVEN,
                "The server offers "
                    + count
                    + " tools. Every description is read by the model on every turn, and a model"
                    + " picks worse among many.",
                null));
      }
    }
  }
}
