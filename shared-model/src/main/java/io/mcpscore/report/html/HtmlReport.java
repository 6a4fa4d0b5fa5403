package io.mcpscore.report.html;

import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Report;
import io.mcpscore.report.ScanResult;
import io.mcpscore.report.SourceLinks;
import io.mcpscore.report.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A finished scan as one document: no script, nothing loaded from anywhere, readable in the dark,
 * on paper and by a screen reader.
 */
public final class HtmlReport {

  private final Markup out = new Markup();
  private final ScanResult result;
  private final Report report;

  private HtmlReport(ScanResult result) {
    this.result = result;
    this.report = result.report();
  }

  /** The document. */
  public static String render(ScanResult result) {
    return new HtmlReport(result).document();
  }

  /** What a browser may let the document do, for the header {@code Content-Security-Policy}. */
  public static String policy() {
    return Stylesheet.POLICY;
  }

  private String document() {
    SourceLinks links = new SourceLinks(result.scan());
    out.own("<!doctype html>\n").open("html", "lang", "en");
    head();
    out.open("body").own("\n");
    summary();
    out.open("main").own("\n");
    HtmlScores.deductions(out, report);
    new HtmlFindings(out, links).write(report.findings());
    new HtmlTools(out, links).write(report);
    HtmlCoverage.write(out, report);
    out.end();
    foot();
    return out.end().end().toString();
  }

  private void head() {
    out.open("head").empty("meta", "charset", "utf-8");
    out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.empty("meta", "name", "referrer", "content", "no-referrer");
    out.empty("meta", "http-equiv", "Content-Security-Policy", "content", Stylesheet.POLICY);
    out.element("title", "MCP Security Score of " + result.scan().url());
    out.open("style").own(Stylesheet.CSS).close().end();
  }

  private void summary() {
    CompleteScan scan = result.scan();
    out.open("header", "class", "card");
    out.element("h1", "MCP Security Score").element("p", scan.url(), "class", "meta");
    out.open("div", "class", "scores");
    Dial.write(out, "Score", report.score(), report.grade());
    Dial.write(out, "Safety", report.safetyScore(), report.safetyGrade());
    out.end();
    out.element("p", Verdict.of(report), "class", "verdict");
    out.element("p", Verdict.counts(report));
    out.open("dl");
    fact("Commit", scan.commit());
    fact("Ref", scan.ref());
    fact("Part", scan.path());
    fact("Scanned", time(scan.completedAt()));
    fact("Rule set", report.ruleSetVersion());
    fact("Advisories of", report.dependencies().advisorySnapshot());
    out.end().end();
  }

  private void fact(String name, String value) {
    if (value != null) {
      out.element("dt", name).open("dd").element("code", value).close();
    }
  }

  private void foot() {
    out.open("footer").open("p").text("Report ").element("code", report.reportDigest());
    out.text(" by engine ").text(report.engineVersion()).text(".");
    out.close().end();
  }

  private static String time(Instant time) {
    return time == null ? null : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
