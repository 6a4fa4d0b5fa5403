package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.Optional;

/**
 * {@code mcp-excessive-tools}: one server with more than ten tools. A number alone is low, medium
 * where it is very high; where the operator chooses which tools are on it is a note.
 */
public final class McpExcessiveToolsCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-excessive-tools");
  private static final int MOST = 10;
  private static final int VERY_MANY = 60;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    ServerGroups.of(context)
        .forEach(
            (directory, group) -> {
              long count = group.stream().map(ToolDeclaration::name).distinct().count();
              if (count > MOST) {
                findings.report(
                    draft(group.getFirst(), count, ToolSelectors.of(context, directory, group)));
              }
            });
  }

  private static Draft draft(ToolDeclaration first, long count, Optional<String> selector) {
    Severity severity = count > VERY_MANY ? Severity.MEDIUM : Severity.LOW;
    String text =
        "The server offers "
            + count
            + " tools. Every description is read by the model on every turn, and a model picks worse"
            + " among many.";
    return ToolDrafts.at(
        first,
        selector.isPresent() ? Severity.INFO : severity,
        Evidence.PROVEN,
        selector.isPresent()
            ? "The server has "
                + count
                + " tools; which of them are on can be chosen ("
                + selector.get()
                + "). Fewer are better: every description is read by the model on every turn."
            : text,
        null);
  }
}
