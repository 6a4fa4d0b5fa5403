package io.mcpscore.report.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.report.HostileScan;
import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownReportTest {

  private static final String REPOSITORY = "https://github.com/acme/notes/blob/";
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), AutolinkExtension.create());

  @ParameterizedTest
  @MethodSource("texts")
  void renderedTextOfTheRepositoryIsNoMarkup(String text) {
    Document plain = html(MarkdownReport.render(HostileScan.of("plain")));
    Document hostile = html(MarkdownReport.render(HostileScan.of(text)));

    for (String element :
        List.of("a", "details", "summary", "table", "tr", "td", "pre", "h2", "h3")) {
      if (text.length() < 1000 && RepositoryAddress.isPath(text)) {
        assertEquals(plain.select(element).size(), hostile.select(element).size(), element);
      }
    }
    assertEquals(
        0,
        hostile
            .select("img, script, svg, style, iframe, blockquote, h1, del, [onerror], [onload]")
            .size());
    for (Element link : hostile.select("a")) {
      assertTrue(link.attr("href").startsWith(REPOSITORY), link.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void nobodyIsMentionedAndNothingReferredTo(String text) {
    Document page = html(MarkdownReport.render(HostileScan.of(text)));

    // A code host looks for these in rendered text, code apart.
    page.select("code, pre").remove();
    for (Element element : page.getAllElements()) {
      for (TextNode node : element.textNodes()) {
        assertFalse(node.getWholeText().matches("(?s).*[@#]\\w.*"), node.getWholeText());
        assertFalse(
            node.getWholeText().matches("(?si).*(?:GH-\\d|www\\.\\w|://).*"), node.getWholeText());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void controlAndReorderingCharactersAreGone(String text) {
    String markdown = MarkdownReport.render(HostileScan.of(text));

    assertTrue(
        markdown
            .codePoints()
            .allMatch(
                c ->
                    c == '\n'
                        || c == '\t'
                        || !(Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT)));
  }

  @Test
  void theVerdictComesFirst() {
    String markdown = MarkdownReport.render(HostileScan.of("plain"));

    assertTrue(markdown.startsWith("## MCP Security Score: "), markdown);
    assertTrue(markdown.lines().toList().get(2).startsWith("**Do not connect"), markdown);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aCommentTakesItWhateverItsSize(String text) {
    String markdown = MarkdownReport.render(HostileScan.withFindings(900, text));

    assertTrue(markdown.length() <= MarkdownReport.LIMIT, "" + markdown.length());
    assertTrue(markdown.contains("the other formats have everything"));
    assertTrue(markdown.indexOf("| critical |") < markdown.length());
    assertTrue(markdown.contains("Rule set"), "the end is never cut");
  }

  static List<String> texts() {
    return HostileScan.TEXTS;
  }

  private static Document html(String markdown) {
    return Jsoup.parse(
        HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .build()
            .render(Parser.builder().extensions(EXTENSIONS).build().parse(markdown)));
  }
}
