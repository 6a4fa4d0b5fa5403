package io.mcpscore.engine.check.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.EnumSet;
import java.util.List;
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

  /** What is run behind {@code run_…}: {@code run_tests} runs what its author chose. */
  private static final Set<String> ANYTHING =
      Set.of(
          "shell",
          "bash",
          "cmd",
          "command",
          "commands",
          "sudo",
          "terminal",
          "powershell",
          "code",
          "script",
          "scripts",
          "program",
          "process",
          "python",
          "javascript",
          "js",
          "node");

  private static final Set<String> DELETE = Set.of("delete", "remove", "drop");

  /** After these the word is a thing: {@code get_workflow_run}, {@code list_root}. */
  private static final Set<String> READING =
      Set.of("get", "list", "read", "show", "search", "describe", "find", "fetch", "view", "check");

  private static final Set<Effect> CHANGES =
      EnumSet.of(Effect.EXEC, Effect.FS_WRITE, Effect.PROCESS, Effect.DB);

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      List<Effect> effects = context.flow().effects(tool).effects();
      List<String> words = Words.of(tool.name());
      boolean thing = READING.contains(words.getFirst()) && !effects.contains(Effect.EXEC);
      boolean anything = words.stream().anyMatch(ANYTHING::contains);
      words.stream()
          .filter(w -> !thing && (RUN.contains(w) || DELETE.contains(w)))
          .findFirst()
          .ifPresent(word -> look(tool, word, anything, effects, findings));
    }
  }

  private static void look(
      ToolDeclaration tool,
      String word,
      boolean anything,
      List<Effect> effects,
      FindingSink findings) {
    String named = "The name of the tool " + tool.name() + " says \"" + word + "\"";
    boolean declared = declaresDestruction(tool);
    if (RUN.contains(word) && effects.contains(Effect.EXEC)) {
      report(
          tool,
          declared || !anything ? Severity.MEDIUM : Severity.HIGH,
          Evidence.PROVEN,
          named
              + " and its code starts programs: an agent that is talked into calling it runs"
              + " them.",
          findings);
    } else if (changes(word, effects)) {
      report(
          tool,
          declared ? Severity.LOW : Severity.MEDIUM,
          Evidence.PROVEN,
          named
              + " and its code acts on the outside"
              + (declared
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

  /** An outward call behind a name that says "delete" deletes there; behind "run" it may ask. */
  private static boolean changes(String word, List<Effect> effects) {
    return effects.stream().anyMatch(CHANGES::contains)
        || (DELETE.contains(word) && effects.contains(Effect.NET_OUT));
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
}
