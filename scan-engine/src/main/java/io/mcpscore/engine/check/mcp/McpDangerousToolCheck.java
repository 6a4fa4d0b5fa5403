package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Named;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code mcp-dangerous-tool}: names that promise execution, deletion or rights. What the code can
 * do decides the severity, and what the tool says of itself: clients must take a tool without
 * annotations for a destructive one, so that its name alone is low, one that declares to be
 * destructive is honest, and one that denies it misleads them.
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
  private static final Set<String> NAMING =
      Set.of(
          "get",
          "list",
          "read",
          "show",
          "search",
          "describe",
          "find",
          "fetch",
          "view",
          "check",
          "set",
          "select");

  private static final Pattern RUNS_ANY =
      Pattern.compile(
          "(?i)\\b(?:execut|run|evaluat)\\w{0,4}\\s(?:\\w{1,20}\\s){0,2}(?:any|arbitrary)\\s(?:\\w{1,20}\\s)"
              + "{0,2}(?:code|commands?|scripts?)\\b");

  private static final int MOST_ALONE = 3;

  private static final Set<Effect> CHANGES =
      EnumSet.of(Effect.EXEC, Effect.FS_WRITE, Effect.PROCESS, Effect.DB);

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (List<ToolDeclaration> group : ServerGroups.of(context).values()) {
      Map<String, List<Promise>> milder = new LinkedHashMap<>();
      for (ToolDeclaration tool : group) {
        look(context, tool)
            .ifPresent(
                n -> {
                  if (n.severity.compareTo(Severity.LOW) < 0) {
                    report(List.of(n), findings);
                  } else {
                    milder.computeIfAbsent(n.severity + n.what, k -> new ArrayList<>()).add(n);
                  }
                });
      }
      for (List<Promise> alike : milder.values()) {
        if (alike.size() > MOST_ALONE) {
          report(alike, findings);
        } else {
          alike.forEach(n -> report(List.of(n), findings));
        }
      }
    }
  }

  /** A tool whose name promises something, and what its code does. */
  private record Promise(
      ToolDeclaration tool, String word, Severity severity, Evidence evidence, String what) {}

  private static Optional<Promise> look(CheckContext context, ToolDeclaration tool) {
    List<Effect> effects = context.flow().effects(tool).effects();
    List<String> words = Words.of(tool.name());
    boolean anything = effects.contains(Effect.EXEC) && words.stream().anyMatch(ANYTHING::contains);
    boolean thing = NAMING.contains(words.getFirst()) && !anything;
    return words.stream()
        .filter(w -> !thing && (RUN.contains(w) || DELETE.contains(w)))
        .findFirst()
        .flatMap(word -> judged(context, tool, word, effects));
  }

  private static Optional<Promise> judged(
      CheckContext context, ToolDeclaration tool, String word, List<Effect> effects) {
    boolean declared = AnnotationTruth.says(tool, "destructiveHint", true);
    boolean denied =
        AnnotationTruth.says(tool, "destructiveHint", false)
            || AnnotationTruth.says(tool, "readOnlyHint", true);
    boolean anything = Words.of(tool.name()).stream().anyMatch(ANYTHING::contains);
    if (RUN.contains(word) && effects.contains(Effect.EXEC)) {
      boolean listed = AllowedPrograms.areNamed(context, tool);
      return Optional.of(
          new Promise(
              tool,
              word,
              declared || listed || !anything ? Severity.MEDIUM : Severity.HIGH,
              Evidence.PROVEN,
              " and its code starts programs"
                  + (listed ? ", of a list that the operator keeps" : "")
                  + ": an agent that is talked into calling it runs them."));
    }
    if (RUN.contains(word) && anything && effects.contains(Effect.NET_OUT) && handsOn(tool)) {
      return Optional.of(
          new Promise(
              tool,
              word,
              declared ? Severity.LOW : Severity.MEDIUM,
              Evidence.LIKELY,
              " and its description offers to run any code or command, which its code hands on to"
                  + " another program."));
    }
    // What is declared is repaired: clients ask the user first.
    if (declared && !denied) {
      return Optional.empty();
    }
    if (changes(word, effects)) {
      return Optional.of(acting(tool, word, denied));
    }
    return Optional.of(
        new Promise(
            tool,
            word,
            effects.isEmpty() ? Severity.LOW : Severity.INFO,
            Evidence.HEURISTIC,
            effects.isEmpty()
                ? "; what its code does could not be followed."
                : "; its code was not seen to change anything outside."));
  }

  private static Promise acting(ToolDeclaration tool, String word, boolean denied) {
    return new Promise(
        tool,
        word,
        denied ? Severity.MEDIUM : Severity.LOW,
        Evidence.PROVEN,
        " and its code acts on the outside, which "
            + (denied
                ? "its annotations deny: clients do not ask the user first."
                : "no annotation declares: clients cannot tell it from a harmless one."));
  }

  /** Whether a tool takes code or a command and says that it runs whatever that is. */
  private static boolean handsOn(ToolDeclaration tool) {
    String text = tool.description() == null ? "" : tool.description();
    return RUNS_ANY.matcher(text).find()
        && !Words.said(tool).contains("sandbox")
        && ToolParameter.of(tool).anyMatch(ToolParameter::isCommand);
  }

  /** An outward call behind a name that says "delete" deletes there; behind "run" it may ask. */
  private static boolean changes(String word, List<Effect> effects) {
    return effects.stream().anyMatch(CHANGES::contains)
        || (DELETE.contains(word) && effects.contains(Effect.NET_OUT));
  }

  private static void report(List<Promise> alike, FindingSink findings) {
    Promise first = alike.getFirst();
    String named = "The name of the tool " + first.tool.name() + " says \"" + first.word + "\"";
    String others =
        alike.size() == 1
            ? ""
            : " The same holds for "
                + Named.few(alike.stream().skip(1).map(n -> n.tool.name()).toList())
                + ".";
    findings.report(
        ToolDrafts.at(
            first.tool,
            first.severity,
            first.evidence,
            named + first.what + others,
            first.tool.name()));
  }
}
