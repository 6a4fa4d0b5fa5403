package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.flow.SinkRule;
import java.util.List;

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
  }
}
