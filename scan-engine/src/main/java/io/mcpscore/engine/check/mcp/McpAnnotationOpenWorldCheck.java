package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;

/** {@code mcp-annotation-open-world}: the code does what {@code openWorldHint: false} denies. */
public final class McpAnnotationOpenWorldCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-annotation-open-world");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    AnnotationTruth truth = AnnotationTruth.of(context);
    for (ToolDeclaration tool : context.servers().tools()) {
      truth
          .openWorld(tool)
          .ifPresent(
              c ->
                  findings.report(
                      ToolDrafts.at(
                          tool,
                          c.severity(),
                          c.evidence(),
                          "The tool %s says openWorldHint: false, but its code %s: clients trust what comes"
                                  .formatted(tool.name(), c.what())
                              + " from a closed world and do not expect data to leave.",
                          tool.name(),
                          c.trace())));
    }
  }
}
