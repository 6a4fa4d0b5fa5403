package io.mcpscore.report.markdown;

import io.mcpscore.model.Finding;
import io.mcpscore.model.Report;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.ScanResult;
import io.mcpscore.report.SourceLinks;
import io.mcpscore.report.Verdict;
import java.util.List;

/**
 * For the comment on a pull request: the verdict, then the findings worst first, then what is
 * folded away. A comment has a limit: sections are filled in the order of their weight, and what no
 * longer fits is counted.
 */
public final class MarkdownReport {

  /** Characters that GitHub takes in a comment. */
  static final int LIMIT = 65_536;

  /** Room that the table may not take from what comes after it. */
  private static final int TABLE = 30_000;

  /** Room for the tools, after the table. */
  private static final int TOOLS = 12_000;

  private final ScanResult result;
  private final Report report;
  private final MarkdownFindings findings;

  private MarkdownReport(ScanResult result) {
    this.result = result;
    this.report = result.report();
    this.findings = new MarkdownFindings(new SourceLinks(result.scan()));
  }

  /** The document, at most {@value #LIMIT} characters. */
  public static String render(ScanResult result) {
    return new MarkdownReport(result).document();
  }

  private String document() {
    String head = head();
    String foot = MarkdownTail.coverage(report);
    List<Finding> all = report.findings();
    String table = findings.table(all, TABLE);
    String tools = MarkdownTail.tools(report.tools(), TOOLS);
    int left = LIMIT - head.length() - foot.length() - table.length() - tools.length();
    return head + table + findings.details(all, left) + tools + foot;
  }

  private String head() {
    StringBuilder out = new StringBuilder();
    out.append("## MCP Security Score: %d (%s)\n\n".formatted(report.score(), report.grade()));
    out.append("**").append(Verdict.of(report)).append("**\n\n");
    out.append("| | |\n| --- | --- |\n");
    row(out, "Repository", MarkdownText.code(result.scan().url(), 300));
    row(out, "Commit", MarkdownText.code(result.scan().commit(), 64));
    row(out, "Ref", MarkdownText.code(result.scan().ref(), 120));
    row(out, "Part", MarkdownText.code(result.scan().path(), 200));
    row(out, "Safety score", report.safetyScore() + " (" + report.safetyGrade() + ")");
    row(out, "Found", Verdict.counts(report));
    row(out, "Tools", SafeText.count(report.tools().size(), "tool"));
    return out.append('\n').toString();
  }

  private static void row(StringBuilder out, String name, String value) {
    if (!value.isEmpty()) {
      out.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }
  }
}
