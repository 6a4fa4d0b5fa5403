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
 * <p>{@code safety = min(100 - sum over n of cost(n) / n, caps)} of the worst server of the
 * repository, rounded half up, where {@code cost(n)} belongs to the server's n-th riskiest tool: 10
 * for critical, 6 for high, 3 for medium, 1 for low and 0 for none. So a server is as bad as its
 * worst tools, and its mere size hardly counts. Caps: 40 when a proven critical finding is reached
 * by a tool; 30 when the metadata of a tool is poisoned; 50 when one server has the lethal trifecta
 * of private data, untrusted content and an outward channel. Tools belong to one server when {@link
 * Tool#server} says the same.
 *
 * @param score 0 to 100
 * @param grade letter of the score
 */
public record SafetyScore(int score, Grade grade) {

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
    if (findings.stream().anyMatch(SafetyScore::isSteered)) {
      score = Math.min(score, CAP_PROVEN_PATH);
    }
    if (isPoisoned(tools, findings)) {
      score = Math.min(score, CAP_POISONING);
    }
    return new SafetyScore(score, Grade.of(score));
  }

  private static int ofServer(List<Tool> tools) {
    int[] dearestFirst = tools.stream().mapToInt(t -> -cost(t.risk())).sorted().toArray();
    double lost = 0;
    for (int n = 0; n < dearestFirst.length; n++) {
      lost += -dearestFirst[n] / (n + 1.0);
    }
    int score = (int) Math.max(0, 100 - Math.floor(lost + 0.5));
    return hasTrifecta(tools) ? Math.min(score, CAP_TRIFECTA) : score;
  }

  /**
   * The risk of a tool by what its code can do: running programs, writing files or controlling
   * processes is high, databases, secrets and outward calls medium, reading low.
   *
   * @param effects what the code can do
   * @param steered whether a proven critical finding shows that the agent decides how: then the
   *     risk is critical
   */
  public static Risk riskOf(Collection<Effect> effects, boolean steered) {
    if (steered) {
      return Risk.CRITICAL;
    }
    Risk worst = Risk.NONE;
    for (Effect effect : effects) {
      Risk risk =
          switch (effect) {
            case EXEC, FS_WRITE, PROCESS -> Risk.HIGH;
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

  /** Whether a finding shows that an agent decides a critical call of a tool. */
  public static boolean isSteered(Finding f) {
    return f.severity() == Severity.CRITICAL
        && f.evidence() == Evidence.PROVEN
        && f.tool() != null
        && !f.isLifted()
        && f.role().deducts();
  }

  private static boolean isPoisoned(List<Tool> tools, List<Finding> findings) {
    return tools.stream().anyMatch(t -> !t.poisoning().isEmpty())
        || findings.stream()
            .anyMatch(
                f ->
                    f.category() == Category.POISONING
                        && f.severity().compareTo(Severity.HIGH) <= 0
                        && !f.isLifted()
                        && f.role().deducts());
  }

  private static boolean hasTrifecta(List<Tool> tools) {
    Set<Effect> all = EnumSet.noneOf(Effect.class);
    tools.forEach(t -> all.addAll(t.effects()));
    // An outward call brings untrusted content in and can carry private data out.
    return all.contains(Effect.NET_OUT) && all.stream().anyMatch(PRIVATE_DATA::contains);
  }
}
