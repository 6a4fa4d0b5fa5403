package io.mcpscore.report;

import io.mcpscore.model.Finding;
import io.mcpscore.model.Report;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.model.score.SafetyScore;
import java.util.List;
import java.util.Locale;

/** What a report comes to, in the words that stand above everything else. */
public final class Verdict {

  private Verdict() {}

  /** One or two sentences; names nothing of the repository. */
  public static String of(Report report) {
    String verdict = sentence(report);
    return report.coverage().sufficient()
        ? verdict
        : verdict + " Coverage is not sufficient: the scores say little.";
  }

  /** Findings per severity: {@code 2 findings: 1 critical, 1 medium}. */
  public static String counts(Report report) {
    String total = SafeText.count(report.findings().size(), "finding");
    List<String> parts =
        List.of(Severity.values()).stream()
            .filter(severity -> report.summary().getOrDefault(severity, 0) > 0)
            .map(severity -> report.summary().get(severity) + " " + severity.key())
            .toList();
    return parts.isEmpty() ? total : total + ": " + String.join(", ", parts);
  }

  /** Points as they are shown: {@code 12} or {@code 4.5}. */
  public static String points(double points) {
    return points == Math.rint(points)
        ? String.valueOf((long) points)
        : String.format(Locale.ROOT, "%.1f", points);
  }

  private static String sentence(Report report) {
    long steered = report.findings().stream().filter(SafetyScore::isSteered).count();
    List<Tool> poisoned = report.tools().stream().filter(t -> !t.poisoning().isEmpty()).toList();
    if (!poisoned.isEmpty()) {
      return "Do not connect: text of "
          + SafeText.count(poisoned.size(), "tool")
          + " instructs the model.";
    }
    if (steered > 0) {
      return "Do not connect without a review: what an agent passes reaches a critical call ("
          + SafeText.count((int) steered, "proven finding")
          + ").";
    }
    long grave = report.findings().stream().filter(Verdict::isGrave).count();
    if (grave > 0) {
      return "Review before you connect: "
          + SafeText.count((int) grave, "finding")
          + " of high severity or above.";
    }
    return report.findings().isEmpty() ? "Nothing was found." : "Nothing grave was found.";
  }

  private static boolean isGrave(Finding finding) {
    return finding.severity().compareTo(Severity.HIGH) <= 0
        && finding.role().deducts()
        && !finding.isLifted();
  }
}
