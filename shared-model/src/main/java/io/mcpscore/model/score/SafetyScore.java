package io.mcpscore.model.score;

import io.mcpscore.model.Category;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Risk;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an agent risks by connecting to the server.
 *
 * <p>{@code safety = min(100 - sum over tools of cost(risk), caps)}, at least 0, of the worst
 * server of the repository. The cost of a tool is 10 for critical, 6 for high, 3 for medium, 1 for
 * low and 0 for none, and the sum is at most 60: a large server is not worse than its worst tools
 * alone. Caps: 40 when a proven critical finding is reached by a tool; 30 when the metadata of a
 * tool is poisoned; 50 when one server has the lethal trifecta of private data, untrusted content
 * and an outward channel. Tools belong to one server when {@link Tool#server} says the same.
 *
 * @param score 0 to 100
 * @param grade letter of the score
 */
public record SafetyScore(int score, Grade grade) {

  private static final int MOST_FOR_TOOLS = 60;
  private static final int CAP_PROVEN_PATH = 40;
  private static final int CAP_POISONING = 30;
  private static final int CAP_TRIFECTA = 50;

  private static final Set<Effect> PRIVATE_DATA =
      EnumSet.of(Effect.FS_READ, Effect.DB, Effect.SECRETS);

  /**
   * Computes the score.
   *
   * @param tools every tool of the repository, with its effects and risk
   * @param findings of the report
   */
  public static SafetyScore of(List<Tool> tools, List<Finding> findings) {
    int score =
        tools.stream().collect(Collectors.groupingBy(Tool::server)).values().stream()
            .mapToInt(SafetyScore::ofServer)
            .min()
            .orElse(100);
    if (findings.stream().anyMatch(SafetyScore::isProvenPath)) {
      score = Math.min(score, CAP_PROVEN_PATH);
    }
    if (isPoisoned(tools, findings)) {
      score = Math.min(score, CAP_POISONING);
    }
    return new SafetyScore(score, Grade.of(score));
  }

  private static int ofServer(List<Tool> tools) {
    int lost = Math.min(MOST_FOR_TOOLS, tools.stream().mapToInt(t -> cost(t.risk())).sum());
    return hasTrifecta(tools) ? Math.min(100 - lost, CAP_TRIFECTA) : 100 - lost;
  }

  /**
   * The risk of a tool by what its code can do: running programs is critical, writing files or
   * controlling processes high, databases, secrets and outward calls medium, reading low.
   */
  public static Risk riskOf(Collection<Effect> effects) {
    Risk worst = Risk.NONE;
    for (Effect effect : effects) {
      Risk risk =
          switch (effect) {
            case EXEC -> Risk.CRITICAL;
            case FS_WRITE, PROCESS -> Risk.HIGH;
            case DB, SECRETS, NET_OUT -> Risk.MEDIUM;
            case FS_READ, NET_IN, ENV -> Risk.LOW;
            case NONE -> Risk.NONE;
          };
      worst = risk.compareTo(worst) < 0 ? risk : worst;
    }
    return worst;
  }

  private static int cost(Risk risk) {
    return switch (risk) {
      case CRITICAL -> 10;
      case HIGH -> 6;
      case MEDIUM -> 3;
      case LOW -> 1;
      case NONE -> 0;
    };
  }

  private static boolean isProvenPath(Finding f) {
    return f.severity() == Severity.CRITICAL
        && f.evidence() == Evidence.PROVEN
        && f.tool() != null
        && f.role().deducts();
  }

  private static boolean isPoisoned(List<Tool> tools, List<Finding> findings) {
    return tools.stream().anyMatch(t -> !t.poisoning().isEmpty())
        || findings.stream()
            .anyMatch(
                f ->
                    f.category() == Category.POISONING
                        && f.severity().compareTo(Severity.HIGH) <= 0
                        && f.role().deducts());
  }

  private static boolean hasTrifecta(List<Tool> tools) {
    Set<Effect> all = EnumSet.noneOf(Effect.class);
    tools.forEach(t -> all.addAll(t.effects()));
    // An outward call brings untrusted content in and can carry private data out.
    return all.contains(Effect.NET_OUT) && all.stream().anyMatch(PRIVATE_DATA::contains);
  }
}
