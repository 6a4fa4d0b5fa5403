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
import java.util.List;
import java.util.regex.Pattern;

/** {@code mcp-broad-scope}: a tool that offers any command, query, address or file there is. */
public final class McpBroadScopeCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-broad-scope");

  private static final Pattern ANY =
      Pattern.compile(
          "(?i)\\b(?:any|arbitrary|raw|unrestricted|custom)\\s(?:\\w{1,20}\\s){0,2}(?:commands?|shell|code"
              + "|scripts?|sql|quer(?:y|ies)|statements?|urls?|requests?|files?|paths?|programs?)\\b"
              + "|\\b(?:full|complete|unrestricted)\\s(?:file\\s?system|shell|system|database)?\\s?access\\b");

  /** A sentence that says where it ends. */
  private static final Pattern LIMITED =
      Pattern.compile(
          "(?i)\\bonly\\s(?:\\w{1,20}\\s){0,2}(?:within|inside|in|on|from)\\s(?:the\\s)?(?:allowed|permitted|configured)\\b");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      String text = tool.description() == null ? "" : tool.description();
      List<Effect> effects = context.flow().effects(tool).effects();
      if (ANY.matcher(text).find()
          && !LIMITED.matcher(text).find()
          && ToolParameter.of(tool).anyMatch(p -> isOpen(p, effects))) {
        findings.report(
            ToolDrafts.at(
                tool,
                Severity.LOW,
                Evidence.PROVEN,
                "The tool "
                    + tool.name()
                    + " offers whatever the agent asks for, as its description says: its rights are"
                    + " those of the whole process.",
                tool.name()));
      }
    }
  }

  private static boolean isOpen(ToolParameter parameter, List<Effect> effects) {
    return parameter.isUnbounded()
        && ((parameter.isCommand() && effects.contains(Effect.EXEC))
            || (parameter.isQuery() && effects.contains(Effect.DB))
            || (parameter.isAddress() && effects.contains(Effect.NET_OUT))
            || (parameter.isPath() && effects.contains(Effect.FS_WRITE)));
  }
}
