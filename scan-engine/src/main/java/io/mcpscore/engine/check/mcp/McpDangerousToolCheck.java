package io.mcpscore.engine.check.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.CheckInfoReader;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * {@code mcp-dangerous-tool}: names that promise execution, deletion or rights. What the code can
 * do decides the severity: a name alone is low, and a tool that declares to be destructive is
 * honest.
 */
public final class McpDangerousToolCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-dangerous-tool");

  private static final Set<String> RUN =
      Set.of("exec", "execute", "run", "shell", "bash", "cmd", "admin", "sudo", "root");
  private static final Set<String> DELETE = Set.of("delete", "remove", "drop");
  private static final Set<Effect> CHANGES =
      EnumSet.of(Effect.EXEC, Effect.FS_WRITE, Effect.PROCESS, Effect.DB, Effect.NET_OUT);

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      dangerousWord(tool.name())
          .ifPresent(word -> look(tool, word, context.flow().effects(tool).effects(), findings));
    }
  }

  private static void look(
      ToolDeclaration tool, String word, List<Effect> effects, FindingSink findings) {
    String named = "The name of the tool " + tool.name() + " says \"" + word + "\"";
    if (RUN.contains(word) && effects.contains(Effect.EXEC)) {
      report(
          tool,
          declaresDestruction(tool) ? Severity.MEDIUM : Severity.HIGH,
          Evidence.PROVEN,
          named
              + " and its code starts programs: an agent that is talked into calling it runs"
              + " them.",
          findings);
    } else if (effects.stream().anyMatch(CHANGES::contains)) {
      report(
          tool,
          declaresDestruction(tool) ? Severity.LOW : Severity.MEDIUM,
          Evidence.PROVEN,
          named
              + " and its code changes things outside"
              + (declaresDestruction(tool)
                  ? "; the tool declares it."
                  : ", which no annotation declares: clients cannot ask the user first."),
          findings);
    } else {
      report(
          tool,
          effects.isEmpty() ? Severity.LOW : Severity.INFO,
          Evidence.HEURISTIC,
          named
              + (effects.isEmpty()
                  ? "; what its code does could not be followed."
                  : "; its code was not seen to change anything outside."),
          findings);
    }
  }

  private static void report(
      ToolDeclaration tool,
      Severity severity,
      Evidence evidence,
      String description,
      FindingSink findings) {
    findings.report(ToolDrafts.at(tool, severity, evidence, description, tool.name()));
  }

  private static boolean declaresDestruction(ToolDeclaration tool) {
    JsonNode annotations = tool.annotations();
    return annotations != null && annotations.path("destructiveHint").asBoolean(false);
  }

  private static Optional<String> dangerousWord(String name) {
    String[] words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").split("[^A-Za-z0-9]+");
    for (String part : words) {
      String word = part.toLowerCase(Locale.ROOT);
      if (RUN.contains(word) || DELETE.contains(word)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }
}
