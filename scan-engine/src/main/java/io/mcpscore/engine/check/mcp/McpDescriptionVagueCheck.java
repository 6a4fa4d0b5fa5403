package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code mcp-description-vague}: descriptions that say no more than the name, or nothing yet. */
public final class McpDescriptionVagueCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-description-vague");

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)\\W{0,9}(?:todo|tbd|fixme|description(?: here)?|lorem ipsum|a tool|my tool|test(?: tool)?"
              + "|does (?:it|stuff|things?|something)|no description)\\b.{0,20}");
  private static final Pattern OTHER_SCRIPT = Pattern.compile("[^\\x00-\\u024F\\u2000-\\u20FF]");
  private static final Set<String> FILLERS =
      Set.of("a", "an", "the", "this", "tool", "function", "to", "for", "of", "is", "s", "and", "");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      String text = tool.description();
      if (text != null && !text.isBlank() && !text.contains("*") && isVague(tool, text)) {
        findings.report(
            ToolDrafts.at(
                tool,
                Severity.LOW,
                Evidence.PROVEN,
                "The description of the tool "
                    + tool.name()
                    + " says nothing that its name does not: neither model nor user can judge a"
                    + " call by it.",
                tool.name()));
      }
    }
  }

  private static boolean isVague(ToolDeclaration tool, String text) {
    if (PLACEHOLDER.matcher(text.strip()).matches()) {
      return true;
    }
    if (OTHER_SCRIPT.matcher(text).find()) {
      return false;
    }
    if (ToolParameter.of(tool).anyMatch(p -> p.schema().has("description"))) {
      return false;
    }
    List<String> named = Words.of(tool.name());
    Set<String> said = new HashSet<>(Words.of(text));
    said.removeAll(FILLERS);
    said.removeIf(w -> named.stream().anyMatch(n -> w.equals(n) || w.equals(n + "s")));
    return said.isEmpty();
  }
}
