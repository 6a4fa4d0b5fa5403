package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;

/** {@code mcp-annotation-destructive}: the code does what {@code destructiveHint: false} denies. */
public final class McpAnnotationDestructiveCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-annotation-destructive");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    AnnotationTruth truth = AnnotationTruth.of(context);
    for (ToolDeclaration tool : context.servers().tools()) {
      truth
          .destructive(tool)
          .ifPresent(
              c ->
                  findings.report(
                      ToolDrafts.at(
                          tool,
                          c.severity(),
                          c.evidence(),
                          "The tool %s says destructiveHint: false, but its code %s: clients take it for one"
                                  .formatted(tool.name(), c.what())
                              + " that only adds, and do not warn the user.",
                          tool.name(),
                          c.trace())));
    }
  }
}
