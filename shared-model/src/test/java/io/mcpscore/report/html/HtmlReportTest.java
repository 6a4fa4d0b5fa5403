package io.mcpscore.report.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.report.HostileScan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReportTest {

  private static final String REPOSITORY = "https://github.com/acme/notes/blob/";

  @ParameterizedTest
  @MethodSource("texts")
  void textOfTheRepositoryAddsNoElementNoAttributeAndNoLink(String text) {
    Document plain = Jsoup.parse(HtmlReport.render(HostileScan.of("plain")));
    Document hostile = Jsoup.parse(HtmlReport.render(HostileScan.of(text)));

    // Where the text can be no path, places are no links; nothing else may differ.
    if (RepositoryAddress.isPath(text)) {
      assertEquals(shape(plain), shape(hostile));
    }
    assertTrue(names(plain).containsAll(names(hostile)), names(hostile).toString());
    for (Element link : hostile.select("[href]")) {
      String href = link.attr("href");
      assertTrue(href.startsWith("#finding_") || href.startsWith(REPOSITORY), href);
      assertFalse(href.contains(".."), href);
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  void theDocumentIsWellFormedAndFreeOfControlCharacters(String text) {
    String html = HtmlReport.render(HostileScan.of(text));

    Parser parser = Parser.htmlParser().setTrackErrors(10);
    parser.parseInput(html, "");
    assertEquals(List.of(), parser.getErrors());
    assertTrue(html.codePoints().allMatch(c -> c == '\n' || c == '\t' || !isInvisible(c)));
  }

  @Test
  void nothingIsRunLoadedOrStyledBesideTheOneSheet() throws Exception {
    Document page = Jsoup.parse(HtmlReport.render(HostileScan.of("plain")));

    assertEquals(
        0,
        page.select("script, iframe, object, embed, img, link, form, base, [style], [src]").size());
    assertEquals(1, page.select("style").size());
    String css = page.selectFirst("style").data();
    assertFalse(css.contains("url(") || css.contains("@import"), css);
    String policy = page.selectFirst("meta[http-equiv]").attr("content");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
    assertTrue(
        policy.contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'"), policy);
    assertTrue(policy.startsWith("default-src 'none'"), policy);
    assertEquals(HtmlReport.policy(), policy);
  }

  @Test
  void headingsAndLabelsLeadThroughIt() {
    Document page = Jsoup.parse(HtmlReport.render(HostileScan.of("plain")));

    assertEquals("en", page.selectFirst("html").attr("lang"));
    assertEquals(1, page.select("h1").size());
    int before = 1;
    for (Element heading : page.select("h1, h2, h3, h4")) {
      int level = heading.tagName().charAt(1) - '0';
      assertTrue(level <= before + 1, heading.toString());
      before = level;
    }
    assertTrue(page.select("svg").stream().allMatch(svg -> svg.hasAttr("aria-label")));
    assertTrue(page.select("th").stream().allMatch(th -> th.hasAttr("scope")));
    for (Element section : page.select("[aria-labelledby]")) {
      assertEquals("h2", page.getElementById(section.attr("aria-labelledby")).tagName());
    }
    for (Element link : page.select("a[href^=#]")) {
      assertTrue(page.getElementById(link.attr("href").substring(1)) != null, link.toString());
    }
  }

  @Test
  void allThatWasFoundIsThere() {
    String text = Jsoup.parse(HtmlReport.render(HostileScan.of("canary"))).text();

    for (String part :
        List.of(
            "Do not connect",
            "5 findings: 1 critical",
            "Why this score",
            "finding_1",
            "rce-eval",
            "What to do: canary",
            "Can do: exec",
            "What the repository asks to ignore",
            "7 of 8 source files read",
            "supply-chain-cve was not run, for want of canary")) {
      assertTrue(text.contains(part), part + " is not in " + text);
    }
  }

  @Test
  void codeInOurOwnWordsIsCode() {
    Markup out = new Markup().open("p").codeMarked("Use `a<b>` or `c`, not ` alone");

    assertEquals(
        "<p>Use <code>a&lt;b&gt;</code> or <code>c</code>, not  alone</p>", out.close().toString());
  }

  @Test
  void whatIsTooMuchIsCounted() {
    Document page = Jsoup.parse(HtmlReport.render(HostileScan.withFindings(1002, "x")));

    assertEquals(1000, page.select("article[id^=finding_]").size());
    assertTrue(page.text().contains("2 more findings"));
  }

  @ParameterizedTest
  @CsvSource({
    "text, page", "text, card", "text, code", "soft, page", "soft, card", "link, page",
    "link, card", "critical, card", "high, card", "medium, card", "low, card", "info, card",
    "good, card"
  })
  void everyColourStandsOutInLightDarkAndPrint(String colour, String ground) {
    List<Double> contrasts = new ArrayList<>();
    for (String block : Stylesheet.CSS.split(":root")) {
      Matcher front = Pattern.compile("--" + colour + ": (#[0-9a-f]{6})").matcher(block);
      Matcher back = Pattern.compile("--" + ground + ": (#[0-9a-f]{6})").matcher(block);
      if (front.find() && back.find()) {
        contrasts.add(contrast(front.group(1), back.group(1)));
      }
    }

    assertEquals(3, contrasts.size());
    assertTrue(contrasts.stream().allMatch(c -> c >= 4.5), contrasts.toString());
  }

  static List<String> texts() {
    return HostileScan.TEXTS;
  }

  /** The elements in their order, without their text. */
  private static List<String> shape(Document page) {
    return page.getAllElements().stream().map(Element::normalName).toList();
  }

  private static Set<String> names(Document page) {
    Set<String> names = new TreeSet<>();
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        names.add(element.normalName() + "." + attribute.getKey());
      }
    }
    return names;
  }

  private static boolean isInvisible(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }

  /** The contrast of two colours as the accessibility guidelines reckon it. */
  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
