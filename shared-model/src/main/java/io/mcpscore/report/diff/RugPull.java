package io.mcpscore.report.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Prompt;
import io.mcpscore.model.Risk;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.model.score.SafetyScore;
import io.mcpscore.report.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A change of what an agent reads or lets happen, behind a name that somebody has approved. Each is
 * a reason to approve the server anew; none says that the author means harm.
 *
 * @param kind what changed
 * @param severity how much it can matter
 * @param name of the tool or prompt
 * @param server directory of the package that offers it, or null for a prompt
 * @param message one sentence
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RugPull(Kind kind, Severity severity, String name, String server, String message) {

  /** What changed. */
  public enum Kind {
    TOOL_APPEARED,
    TEXT_POISONED,
    EFFECTS_GAINED,
    DESCRIPTION_CHANGED,
    SCHEMA_CHANGED,
    HINTS_CHANGED,
    PROMPT_APPEARED,
    PROMPT_CHANGED;

    /** The lower-case name that the HTTP contract uses. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Every such change, the worst first. */
  static List<RugPull> of(Matches<Tool> tools, PromptChanges prompts) {
    List<RugPull> out = new ArrayList<>();
    for (Tool tool : tools.appeared()) {
      String effects = SafeText.list(tool.effects(), Effect::key);
      add(out, Kind.TOOL_APPEARED, severity(tool.risk()), tool, "is new; effects: " + effects);
    }
    tools.pairs().forEach(pair -> add(out, pair.before(), pair.after()));
    for (Prompt prompt : prompts.appeared()) {
      String message = "The prompt " + SafeText.line(prompt.name()) + " is new";
      out.add(new RugPull(Kind.PROMPT_APPEARED, Severity.LOW, prompt.name(), null, message));
    }
    for (NamedChange prompt : prompts.changed()) {
      String message = "The prompt " + SafeText.line(prompt.name()) + " has another description";
      out.add(new RugPull(Kind.PROMPT_CHANGED, Severity.LOW, prompt.name(), null, message));
    }
    out.sort(Comparator.comparing(RugPull::severity));
    return out;
  }

  private static void add(List<RugPull> out, Tool before, Tool after) {
    ToolChanges.Changed change = ToolChanges.changed(new Matches.Pair<>(before, after));
    List<String> members = change.changes().stream().map(MemberChange::member).toList();
    if (!before.poisoning().containsAll(after.poisoning())) {
      String message = "now has text that instructs the model";
      add(out, Kind.TEXT_POISONED, Severity.CRITICAL, after, message);
    }
    if (!change.effectsGained().isEmpty()) {
      Severity severity = severity(SafetyScore.riskOf(change.effectsGained(), false));
      String gained = SafeText.list(change.effectsGained(), Effect::key);
      String message = "can do what it could not before: " + gained;
      add(out, Kind.EFFECTS_GAINED, severity, after, message);
    }
    if (members.contains("description") || members.contains("title")) {
      String message = "tells the model something else than before";
      add(out, Kind.DESCRIPTION_CHANGED, Severity.MEDIUM, after, message);
    }
    if (members.contains("annotations")) {
      add(out, Kind.HINTS_CHANGED, Severity.MEDIUM, after, "gives other hints than before");
    }
    if (members.contains("inputSchema")) {
      add(out, Kind.SCHEMA_CHANGED, Severity.LOW, after, "takes other arguments than before");
    }
  }

  private static void add(
      List<RugPull> out, Kind kind, Severity severity, Tool tool, String predicate) {
    String message = "The tool " + SafeText.line(tool.name()) + " " + predicate;
    out.add(new RugPull(kind, severity, tool.name(), tool.server(), message));
  }

  private static Severity severity(Risk risk) {
    return switch (risk) {
      case CRITICAL -> Severity.CRITICAL;
      case HIGH -> Severity.HIGH;
      case MEDIUM -> Severity.MEDIUM;
      case LOW -> Severity.LOW;
      case NONE -> Severity.INFO;
    };
  }
}
