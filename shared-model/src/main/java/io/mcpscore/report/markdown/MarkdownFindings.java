package io.mcpscore.report.markdown;

import io.mcpscore.model.Finding;
import io.mcpscore.model.TraceStep;
import io.mcpscore.report.OwnWords;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.SourceLinks;
import java.util.List;

/** Findings as a table, and unfolded one by one. */
final class MarkdownFindings {

  private static final int NAME = 100;
  private static final int STEPS = 20;
  private static final int MORE = 120;

  private final SourceLinks links;

  MarkdownFindings(SourceLinks links) {
    this.links = links;
  }

  /** The table of as many findings as fit, or nothing when there are none. */
  String table(List<Finding> findings, int room) {
    if (findings.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder("### Findings\n\n");
    out.append("| Severity | Check | Where | Evidence | Tool |\n");
    out.append("| --- | --- | --- | --- | --- |\n");
    int shown = 0;
    for (Finding finding : findings) {
      String row = row(finding);
      if (out.length() + row.length() + MORE > room) {
        break;
      }
      out.append(row);
      shown++;
    }
    return out.append(rest(findings.size() - shown)).append('\n').toString();
  }

  /** What there is to say of each, of as many as fit. */
  String details(List<Finding> findings, int room) {
    StringBuilder out = new StringBuilder();
    int shown = 0;
    for (Finding finding : findings) {
      String details = details(finding);
      if (out.length() + details.length() + MORE > room) {
        break;
      }
      out.append(details);
      shown++;
    }
    return shown == findings.size() ? out.toString() : out.append(rest(1)).append('\n').toString();
  }

  private String row(Finding finding) {
    String mark = finding.suppressed() == null ? "" : " (asked to ignore)";
    String role = finding.role().deducts() ? "" : " (" + finding.role().key() + ")";
    return "| %s | %s %s%s | %s%s | %s | %s |\n"
        .formatted(
            finding.severity().key(),
            MarkdownText.prose(finding.name()),
            MarkdownText.code(finding.checkId(), NAME),
            mark,
            where(finding.file(), finding.line()),
            role,
            finding.evidence().key(),
            MarkdownText.code(finding.tool(), NAME));
  }

  private String details(Finding finding) {
    StringBuilder out = new StringBuilder();
    out.append(
        "<details><summary>%s: %s, %s</summary>\n\n"
            .formatted(
                finding.severity().key(),
                MarkdownText.htmlCode(finding.checkId(), NAME),
                MarkdownText.htmlCode(finding.file() + ":" + finding.line(), NAME)));
    out.append(MarkdownText.prose(finding.description())).append("\n\n");
    out.append(MarkdownText.block(finding.snippet())).append('\n');
    List<TraceStep> trace = finding.trace();
    for (int i = 0; i < Math.min(STEPS, trace.size()); i++) {
      TraceStep step = trace.get(i);
      out.append(
          "%d. %s: %s\n"
              .formatted(i + 1, where(step.file(), step.line()), MarkdownText.prose(step.label())));
    }
    if (!trace.isEmpty()) {
      out.append('\n');
    }
    if (finding.suppressed() != null) {
      out.append("Asked to ignore: ")
          .append(MarkdownText.prose(finding.suppressed().reason()))
          .append("\n\n");
    }
    String remediation =
        OwnWords.isRemediation(finding)
            ? finding.remediation()
            : MarkdownText.prose(finding.remediation());
    out.append("What to do: ").append(remediation).append("\n\n");
    return out.append("</details>\n\n").toString();
  }

  private String where(String file, int line) {
    String code = MarkdownText.code(file + ":" + line, NAME);
    return links.of(file, line).map(link -> "[" + code + "](" + link + ")").orElse(code);
  }

  private static String rest(int left) {
    return left == 0
        ? ""
        : "\nNot all of it fits here; the other formats have everything"
            + (left > 1 ? " (" + SafeText.count(left, "more finding") + ")" : "")
            + ".\n";
  }
}
