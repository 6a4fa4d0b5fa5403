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
import java.util.regex.Pattern;

/**
 * {@code mcp-destructive-unconfirmed}: destruction that no parameter, question to the user or
 * annotation stands before.
 */
public final class McpDestructiveUnconfirmedCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-destructive-unconfirmed");

  /** Whole trees and tables: nothing brings them back. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?i)rmtree|recursive|rimraf|emptyDir|\\bdrop\\b|truncate|drop_|dropDatabase");

  private static final int LONGEST = 400;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Acts acts = new Acts(context);
    Questions questions = new Questions(context);
    for (ToolDeclaration tool : context.servers().tools()) {
      if (!AnnotationTruth.says(tool, "destructiveHint", true)
          && ToolParameter.of(tool).noneMatch(ToolParameter::isConfirmation)) {
        acts.of(tool).stream()
            .filter(a -> a.isNear() && a.kind().destroys())
            .findFirst()
            .filter(a -> !questions.isAskedBy(tool))
            .ifPresent(a -> report(tool, a, findings));
      }
    }
  }

  private static void report(ToolDeclaration tool, Act act, FindingSink findings) {
    String text = act.module().tree().text(act.node());
    boolean whole = WHOLE.matcher(text.substring(0, Math.min(text.length(), LONGEST))).find();
    findings.report(
        ToolDrafts.at(
            tool,
            whole ? Severity.MEDIUM : Severity.LOW,
            Evidence.PROVEN,
            "The tool "
                + tool.name()
                + " "
                + act.kind().phrase()
                + (whole ? ", whole trees or tables at once," : "")
                + " at the first call: no parameter to confirm or to look first, no question to the"
                + " user, no destructiveHint.",
            tool.name(),
            act.trace()));
  }
}
