package io.mcpscore.cli.output;

import io.mcpscore.cli.Columns;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Report;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** For people at a terminal. */
final class TableReport {

  private static final int DESCRIPTION_WIDTH = 60;

  private final StringBuilder out = new StringBuilder();
  private final Report report;

  private TableReport(Report report) {
    this.report = report;
  }

  static String render(ScanResult result) {
    TableReport table = new TableReport(result.report());
    table.head(result.scan());
    table.tools();
    table.findings();
    table.coverage();
    return table.out.toString();
  }

  private void head(CompleteScan scan) {
    line("%s%s", scan.url(), scan.commit() == null ? "" : " @ " + scan.commit().substring(0, 12));
    line("");
    line("  Score   %3d  %s", report.score(), report.grade());
    line("  Safety  %3d  %s", report.safetyScore(), report.safetyGrade());
  }

  private void tools() {
    line("");
    line("%s", SafeText.count(report.tools().size(), "tool"));
    Columns columns = new Columns("  ");
    for (Tool tool : report.tools()) {
      columns.row(
          SafeText.line(tool.name()),
          tool.risk().key(),
          SafeText.list(tool.effects(), Effect::key),
          SafeText.cut(SafeText.line(tool.description()), DESCRIPTION_WIDTH));
    }
    out.append(columns);
  }

  private void findings() {
    line("");
    line("%s%s", SafeText.count(report.findings().size(), "finding"), perSeverity());
    Columns columns = new Columns("  ");
    for (Finding finding : report.findings()) {
      columns.row(
          finding.severity().key(),
          finding.checkId(),
          finding.evidence().key(),
          SafeText.line(finding.file()) + ":" + finding.line(),
          finding.tool() == null ? "" : "tool " + SafeText.line(finding.tool()));
    }
    out.append(columns);
  }

  private String perSeverity() {
    List<String> parts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      int count = report.summary().getOrDefault(severity, 0);
      if (count > 0) {
        parts.add(count + " " + severity.key());
      }
    }
    return parts.isEmpty() ? "" : ": " + String.join(", ", parts);
  }

  private void coverage() {
    Coverage coverage = report.coverage();
    line("");
    line(
        "Coverage: %d of %s read, %d of %s resolved%s",
        coverage.filesAnalysed(),
        SafeText.count(coverage.sourceFiles(), "source file"),
        coverage.toolsResolved(),
        SafeText.count(coverage.toolsFound(), "tool"),
        coverage.sufficient() ? "" : ": NOT SUFFICIENT, the scores say little");
    if (!coverage.skipped().isEmpty()) {
      line(
          "  left out: %s",
          coverage.skipped().stream()
              .map(skipped -> skipped.count() + " " + skipped.reason())
              .collect(Collectors.joining(", ")));
    }
    coverage
        .rulesNotRun()
        .forEach(rule -> line("  not run: %s (%s)", rule.checkId(), SafeText.line(rule.lacked())));
    coverage.notes().forEach(note -> line("  %s", SafeText.line(note)));
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
