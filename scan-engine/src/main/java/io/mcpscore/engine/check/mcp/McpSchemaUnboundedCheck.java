package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.List;

/** {@code mcp-schema-unbounded}: texts without limits that the code runs, opens, asks or calls. */
public final class McpSchemaUnboundedCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-schema-unbounded");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (List<ToolDeclaration> group : ServerGroups.of(context).values()) {
      List<ToolDeclaration> others = new ArrayList<>();
      for (ToolDeclaration tool : group) {
        List<ToolParameter> open = open(context, tool);
        if (open.stream().anyMatch(ToolParameter::isCommand)) {
          report(tool, Severity.LOW, open, "", findings);
        } else if (!open.isEmpty()) {
          others.add(tool);
        }
      }
      if (!others.isEmpty()) {
        ToolDeclaration first = others.getFirst();
        String more = others.size() == 1 ? "" : " (and " + (others.size() - 1) + " more tools)";
        report(first, Severity.INFO, open(context, first), more, findings);
      }
    }
  }

  private static List<ToolParameter> open(CheckContext context, ToolDeclaration tool) {
    List<Effect> effects = context.flow().effects(tool).effects();
    return ToolParameter.of(tool).filter(p -> p.isUnbounded() && isUsed(p, effects)).toList();
  }

  private static void report(
      ToolDeclaration tool,
      Severity severity,
      List<ToolParameter> open,
      String more,
      FindingSink findings) {
    findings.report(
        ToolDrafts.at(
            tool,
            severity,
            Evidence.PROVEN,
            "The tool "
                + tool.name()
                + more
                + " takes any text of any length as "
                + String.join(", ", open.stream().map(ToolParameter::name).toList())
                + ": a length, a pattern or a list would stop most attacks at the door.",
            tool.name()));
  }

  private static boolean isUsed(ToolParameter parameter, List<Effect> effects) {
    return (parameter.isCommand() && effects.contains(Effect.EXEC))
        || (parameter.isQuery() && effects.contains(Effect.DB))
        || (parameter.isAddress() && effects.contains(Effect.NET_OUT))
        || (parameter.isPath()
            && (effects.contains(Effect.FS_READ) || effects.contains(Effect.FS_WRITE)));
  }
}
