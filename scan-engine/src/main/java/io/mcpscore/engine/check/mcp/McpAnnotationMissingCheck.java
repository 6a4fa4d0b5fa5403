package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.mcp.Acts.Act;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.Comparator;

/**
 * {@code mcp-annotation-missing}: a tool that destroys or changes things and has no annotations at
 * all.
 */
public final class McpAnnotationMissingCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-annotation-missing");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Acts acts = new Acts(context);
    for (ToolDeclaration tool : context.servers().tools()) {
      if (tool.annotations() == null) {
        acts.of(tool).stream()
            .filter(Act::isNear)
            .min(Comparator.comparing(a -> !a.kind().destroys()))
            .ifPresent(a -> report(tool, a, findings));
      }
    }
  }

  private static void report(ToolDeclaration tool, Act act, FindingSink findings) {
    findings.report(
        ToolDrafts.at(
            tool,
            act.kind().destroys() ? Severity.LOW : Severity.INFO,
            Evidence.PROVEN,
            "The tool "
                + tool.name()
                + " "
                + act.kind().phrase()
                + " and has no annotations: clients cannot tell it from one that only reads.",
            tool.name(),
            act.trace()));
  }
}
