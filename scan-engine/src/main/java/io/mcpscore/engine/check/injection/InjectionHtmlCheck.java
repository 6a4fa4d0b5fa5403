package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code injection-html}: values from elsewhere in pages, widgets and addresses that a browser
 * follows.
 */
public final class InjectionHtmlCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-html");

  private static final List<String> WORDS =
      List.of(
          "HTML",
          "html",
          "Html",
          "href",
          "location",
          "window.open",
          "<h1",
          "<h2",
          "<h3",
          "<p>",
          "<div",
          "<body",
          "<span",
          "<form",
          "<table",
          "<script",
          "<pre",
          "<b>",
          "<li>",
          "<td");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkRule rule = new HtmlRule(context);
    Interpreters.report(
        context,
        findings,
        INFO,
        rule,
        WORDS,
        "a page or an address that a browser runs, unescaped");
    if (Mentions.any(context, BrowserPages.WORDS)) {
      filled(context, findings);
    }
    if (Mentions.any(context, RenderedPages.WORDS) && RenderedPages.hasBrowser(context)) {
      rendered(context, findings);
    }
  }

  /**
   * Pages that show what is stored: once a file, as it is one habit. Who wrote it is not seen here,
   * so that no way is more than likely.
   */
  private static void filled(CheckContext context, FindingSink findings) {
    Set<SourceModule> told = new HashSet<>();
    for (Flow flow : context.flow().into(new BrowserPages(context))) {
      if (told.add(flow.module())) {
        findings.report(
            FlowDraft.of(
                flow,
                Severity.HIGH,
                "What the server stores is shown as markup, unescaped: a script in it runs as the"
                    + " one who looks at the page."));
      }
    }
  }

  /** Pages that the server itself renders: what they name is loaded from inside its network. */
  private static void rendered(CheckContext context, FindingSink findings) {
    RenderedPages pages = new RenderedPages(context);
    InterpreterRule rule =
        new InterpreterRule(context, pages::contents, (m, c) -> HtmlRule.isCleaning(c), false);
    for (Flow flow : context.flow().into(new Mentioning(rule, RenderedPages.WORDS))) {
      findings.report(
          FlowDraft.ofText(
              flow,
              Severity.MEDIUM,
              FlowDraft.chosen(flow)
                  + " reaches a page that a browser of the server renders with the network at hand."));
    }
  }
}
