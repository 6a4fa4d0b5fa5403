package io.mcpscore.report.markdown;

import io.mcpscore.model.Coverage;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Report;
import io.mcpscore.model.Tool;
import io.mcpscore.report.SafeText;
import java.util.List;

/** What comes after the findings: the tools, and how much was looked at. */
final class MarkdownTail {

  private static final int NAME = 100;
  private static final int MORE = 120;

  private MarkdownTail() {}

  /** What tools can do, of as many as fit, riskiest first. */
  static String tools(List<Tool> tools, int room) {
    if (tools.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder();
    out.append(
        "<details><summary>What %s can do</summary>\n\n"
            .formatted(SafeText.count(tools.size(), "tool")));
    out.append("| Tool | Risk | Effects | Remarks |\n| --- | --- | --- | --- |\n");
    int shown = 0;
    for (Tool tool : tools.stream().sorted((a, b) -> a.risk().compareTo(b.risk())).toList()) {
      String row =
          "| %s | %s | %s | %s |\n"
              .formatted(
                  MarkdownText.code(tool.name(), NAME),
                  tool.risk().key(),
                  SafeText.list(tool.effects(), Effect::key),
                  remarks(tool));
      if (out.length() + row.length() + MORE > room) {
        break;
      }
      out.append(row);
      shown++;
    }
    int left = tools.size() - shown;
    String more = left == 0 ? "" : "\n" + SafeText.count(left, "more tool") + ".\n";
    return out.append(more).append("\n</details>\n\n").toString();
  }

  /** How much of the repository was looked at, and by what. */
  static String coverage(Report report) {
    Coverage coverage = report.coverage();
    String warning =
        coverage.sufficient() ? "" : "**Coverage is not sufficient: the scores say little.** ";
    return "%s%d of %s read, %d of %s resolved. Rule set %s, report %s.\n"
        .formatted(
            warning,
            coverage.filesAnalysed(),
            SafeText.count(coverage.sourceFiles(), "source file"),
            coverage.toolsResolved(),
            SafeText.count(coverage.toolsFound(), "tool"),
            MarkdownText.prose(report.ruleSetVersion()),
            MarkdownText.code(report.reportDigest(), NAME));
  }

  private static String remarks(Tool tool) {
    String mismatch = tool.annotationMismatch().isEmpty() ? "" : "hints that the code contradicts";
    String poisoned = tool.poisoning().isEmpty() ? "" : "text that instructs the model";
    return mismatch + (mismatch.isEmpty() || poisoned.isEmpty() ? "" : "; ") + poisoned;
  }
}
