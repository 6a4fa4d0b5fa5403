package io.mcpscore.report.markdown;

import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Report;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.ScanResult;
import java.util.Locale;

/** For the comment on a pull request. */
public final class MarkdownReport {

  private final StringBuilder out = new StringBuilder();
  private final Report report;

  private MarkdownReport(Report report) {
    this.report = report;
  }

  /** The document. */
  public static String render(ScanResult result) {
    MarkdownReport markdown = new MarkdownReport(result.report());
    markdown.head(result.scan());
    markdown.findings();
    markdown.tools();
    markdown.coverage();
    return markdown.out.toString();
  }

  private void head(CompleteScan scan) {
    line("## MCP Security Score: %d (%s)", report.score(), report.grade());
    line("");
    line("| | |");
    line("| --- | --- |");
    line("| Repository | %s |", cell(scan.url()));
    if (scan.commit() != null) {
      line("| Commit | `%s` |", scan.commit());
    }
    line("| Safety score | %d (%s) |", report.safetyScore(), report.safetyGrade());
    for (Severity severity : Severity.values()) {
      int count = report.summary().getOrDefault(severity, 0);
      if (count > 0) {
        line("| %s | %d |", severity.key(), count);
      }
    }
  }

  private void findings() {
    if (report.findings().isEmpty()) {
      return;
    }
    line("");
    line("### Findings");
    line("");
    line("| Severity | Check | Where | Evidence | Tool |");
    line("| --- | --- | --- | --- | --- |");
    for (Finding finding : report.findings()) {
      line(
          "| %s | %s (%s) | %s | %s | %s |",
          finding.severity().key(),
          cell(finding.name()),
          code(finding.checkId()),
          code(finding.file() + ":" + finding.line()),
          finding.evidence().key(),
          finding.tool() == null ? "" : code(finding.tool()));
    }
  }

  private void tools() {
    line("");
    line("<details><summary>%s</summary>", SafeText.count(report.tools().size(), "tool"));
    line("");
    line("| Tool | Risk | Effects |");
    line("| --- | --- | --- |");
    for (Tool tool : report.tools()) {
      line(
          "| %s | %s | %s |",
          code(tool.name()), tool.risk().key(), SafeText.list(tool.effects(), Effect::key));
    }
    line("");
    line("</details>");
  }

  private void coverage() {
    Coverage coverage = report.coverage();
    line("");
    line(
        "%s%d of %s read, %d of %s resolved. Rule set %s, report `%s`.",
        coverage.sufficient() ? "" : "**Coverage is not sufficient: the scores say little.** ",
        coverage.filesAnalysed(),
        SafeText.count(coverage.sourceFiles(), "source file"),
        coverage.toolsResolved(),
        SafeText.count(coverage.toolsFound(), "tool"),
        report.ruleSetVersion(),
        report.reportDigest());
  }

  /** Text of a repository must stay text: no markup, no mention, no end of the cell. */
  private static String cell(String text) {
    return SafeText.line(text).replaceAll("([\\\\`*_{}\\[\\]<>()#+!|~@-])", "\\\\$1");
  }

  private static String code(String text) {
    return "`" + SafeText.line(text).replace('`', '\'').replace("|", "\\|") + "`";
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
