package io.mcpscore.report.html;

import io.mcpscore.model.Report;
import io.mcpscore.model.score.CategoryScore;
import io.mcpscore.model.score.Deduction;
import io.mcpscore.report.Verdict;

/** Where the points went. */
final class HtmlScores {

  private static final int MOST = 500;

  private HtmlScores() {}

  static void deductions(Markup out, Report report) {
    out.open("section", "aria-labelledby", "score").element("h2", "Why this score", "id", "score");
    if (report.deductions().isEmpty()) {
      out.element("p", "No points were lost.").end();
      return;
    }
    categories(out, report);
    out.open("div", "class", "card").open("table");
    out.element(
        "caption", "Every point lost, by finding; past 50 points of a category half counts");
    header(out, "Finding", "Check", "Category", "Points");
    out.open("tbody");
    report.deductions().stream().limit(MOST).forEach(deduction -> row(out, deduction));
    out.close().close().end();
    HtmlFindings.rest(out, report.deductions().size() - MOST, "deduction");
    out.end();
  }

  private static void categories(Markup out, Report report) {
    out.open("div", "class", "card").open("table").element("caption", "By category");
    header(out, "Category", "Findings", "Points lost");
    out.open("tbody");
    for (CategoryScore category : report.categories()) {
      out.open("tr").element("td", category.category().key());
      number(out, String.valueOf(category.findings()));
      number(out, Verdict.points(category.deducted()));
      out.end();
    }
    out.close().close().end();
  }

  private static void row(Markup out, Deduction deduction) {
    out.open("tr").open("td");
    out.element("a", deduction.finding(), "href", "#" + HtmlFindings.anchor(deduction.finding()));
    out.close().open("td").element("code", deduction.checkId()).close();
    out.element("td", deduction.category().key());
    number(out, Verdict.points(deduction.points()));
    out.end();
  }

  static void header(Markup out, String... names) {
    out.open("thead").open("tr");
    for (String name : names) {
      out.element("th", name, "scope", "col");
    }
    out.close().end();
  }

  private static void number(Markup out, String number) {
    out.element("td", number, "class", "number-cell");
  }
}
