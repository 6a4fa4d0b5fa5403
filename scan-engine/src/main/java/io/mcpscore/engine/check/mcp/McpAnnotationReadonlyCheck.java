package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;

/** {@code mcp-annotation-readonly}: the code does what {@code readOnlyHint: true} denies. */
public final class McpAnnotationReadonlyCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-annotation-readonly");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    AnnotationTruth truth = AnnotationTruth.of(context);
    for (ToolDeclaration tool : context.servers().tools()) {
      truth
          .readOnly(tool)
          .ifPresent(
              c ->
                  findings.report(
                      ToolDrafts.at(
                          tool,
                          c.severity(),
                          c.evidence(),
                          "The tool %s says readOnlyHint: true, but its code %s: clients call what only"
                                  .formatted(tool.name(), c.what())
                              + " reads without asking the user.",
                          tool.name(),
                          c.trace())));
    }
  }
}
