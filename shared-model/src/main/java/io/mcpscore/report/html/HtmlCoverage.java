package io.mcpscore.report.html;

import io.mcpscore.model.Coverage;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Report;
import io.mcpscore.report.SafeText;
import java.util.List;

/** How much was looked at, and what the repository asks to overlook. */
final class HtmlCoverage {

  private HtmlCoverage() {}

  static void write(Markup out, Report report) {
    suppressions(out, report.findings());
    Coverage coverage = report.coverage();
    out.open("section", "aria-labelledby", "coverage");
    out.element("h2", "Coverage", "id", "coverage").open("div", "class", "card");
    if (!coverage.sufficient()) {
      out.element("p", "Not sufficient: the scores say little.", "class", "note");
    }
    out.element(
        "p",
        "%d of %s read, %d of %s resolved."
            .formatted(
                coverage.filesAnalysed(),
                SafeText.count(coverage.sourceFiles(), "source file"),
                coverage.toolsResolved(),
                SafeText.count(coverage.toolsFound(), "tool")));
    out.open("ul");
    for (Coverage.Skipped skipped : coverage.skipped()) {
      out.open("li").text(SafeText.count(skipped.count(), "file") + " left out: ");
      out.text(skipped.reason()).close();
    }
    for (Coverage.RuleNotRun rule : coverage.rulesNotRun()) {
      out.open("li").element("code", rule.checkId()).text(" was not run, for want of ");
      out.text(rule.lacked()).close();
    }
    coverage.notes().forEach(note -> out.element("li", note));
    out.close().end().end();
  }

  private static void suppressions(Markup out, List<Finding> findings) {
    List<Finding> suppressed = findings.stream().filter(f -> f.suppressed() != null).toList();
    if (suppressed.isEmpty()) {
      return;
    }
    out.open("section", "aria-labelledby", "ignored");
    out.element("h2", "What the repository asks to ignore", "id", "ignored");
    out.open("div", "class", "card").open("table");
    HtmlScores.header(out, "Finding", "Check", "Reason", "Until");
    out.open("tbody");
    for (Finding finding : suppressed) {
      out.open("tr").open("td");
      out.element("a", finding.id(), "href", "#" + HtmlFindings.anchor(finding.id())).close();
      out.open("td").element("code", finding.checkId()).close();
      out.element("td", finding.suppressed().reason());
      String expires = finding.suppressed().expires();
      out.element("td", expires == null ? "no end" : expires).end();
    }
    out.close().close().end().end();
  }
}
