package io.mcpscore.report.html;

import io.mcpscore.model.Finding;
import io.mcpscore.model.Suppression;
import io.mcpscore.model.TraceStep;
import io.mcpscore.report.OwnWords;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.SourceLinks;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings, each with its way, its code and what to do. */
final class HtmlFindings {

  private static final int MOST = 1000;
  private static final int STEPS = 100;

  private final Markup out;
  private final SourceLinks links;

  HtmlFindings(Markup out, SourceLinks links) {
    this.out = out;
    this.links = links;
  }

  void write(List<Finding> findings) {
    out.open("section", "aria-labelledby", "findings");
    out.element("h2", "Findings", "id", "findings");
    if (findings.isEmpty()) {
      out.element("p", "None.");
    }
    findings.stream().limit(MOST).forEach(this::finding);
    rest(out, findings.size() - MOST, "finding");
    out.end();
  }

  /** The anchor of a finding, of letters and digits alone. */
  static String anchor(String findingId) {
    return findingId.replaceAll("[^A-Za-z0-9_]", "-");
  }

  /** Says what is left out, if anything is. */
  static void rest(Markup out, int left, String noun) {
    if (left > 0) {
      String more = SafeText.count(left, "more " + noun);
      out.element("p", more + "; the JSON report has all.", "class", "note");
    }
  }

  private void finding(Finding finding) {
    out.open("article", "class", "card", "id", anchor(finding.id()));
    out.open("h3");
    String severity = finding.severity().key();
    out.element("span", severity, "class", "tag " + severity).text(" ");
    out.text(finding.name()).close();
    out.open("p", "class", "meta");
    place(finding.file(), finding.line());
    out.text(" · ").element("code", finding.checkId());
    out.text(" · " + finding.evidence().key());
    if (!finding.role().deducts()) {
      out.text(" · in " + finding.role().key() + ", costs nothing");
    }
    if (finding.tool() != null) {
      out.text(" · tool ").element("code", finding.tool());
    }
    out.close();
    out.element("p", finding.description());
    out.open("pre").open("code").text(finding.snippet()).close().close();
    trace(finding.trace());
    suppression(finding.suppressed());
    out.open("p").element("strong", "What to do: ");
    if (OwnWords.isRemediation(finding)) {
      out.codeMarked(finding.remediation());
    } else {
      out.text(finding.remediation());
    }
    out.close();
    out.element("p", weaknesses(finding), "class", "meta").end();
  }

  private void trace(List<TraceStep> trace) {
    if (trace.isEmpty()) {
      return;
    }
    out.open("ol", "class", "trace", "aria-label", "The way there");
    trace.stream()
        .limit(STEPS)
        .forEach(
            step -> {
              out.open("li");
              place(step.file(), step.line());
              out.text(" ").open("span").text(step.label()).close().close();
            });
    out.close();
    rest(out, trace.size() - STEPS, "step");
  }

  private void suppression(Suppression suppression) {
    if (suppression != null) {
      out.open("p", "class", "note").text("The repository asks to ignore this: ");
      out.element("q", suppression.reason());
      out.text(suppression.lifted() ? " It costs nothing." : " It costs its points.").close();
    }
  }

  void place(String file, int line) {
    String name = file + ":" + line;
    links
        .of(file, line)
        .ifPresentOrElse(
            link ->
                out.open("a", "href", link, "rel", "noreferrer noopener")
                    .element("code", name)
                    .close(),
            () -> out.element("code", name));
  }

  private static String weaknesses(Finding finding) {
    return Stream.concat(finding.cwe().stream(), finding.owasp().stream())
        .collect(Collectors.joining(", "));
  }
}
