package io.mcpscore.report;

import io.mcpscore.report.html.HtmlReport;
import io.mcpscore.report.markdown.MarkdownReport;
import io.mcpscore.report.sarif.SarifLog;
import io.mcpscore.report.sbom.CycloneDx;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** The forms that a finished scan is given away in, by the command line and by the API alike. */
public enum ReportFormat {
  JSON("json", "application/json", ScanResult::json),
  SARIF("sarif", "application/sarif+json", SarifLog::render),
  CYCLONEDX("cyclonedx", "application/vnd.cyclonedx+json", CycloneDx::render),
  HTML("html", "text/html", HtmlReport::render),
  MARKDOWN("markdown", "text/markdown", MarkdownReport::render);

  private final String key;
  private final String mediaType;

  @SuppressWarnings("ImmutableEnumChecker") // The renderers are pure functions.
  private final Function<ScanResult, String> renderer;

  ReportFormat(String key, String mediaType, Function<ScanResult, String> renderer) {
    this.key = key;
    this.mediaType = mediaType;
    this.renderer = renderer;
  }

  /** The form of a key such as {@code sarif}; empty when there is none. */
  public static Optional<ReportFormat> of(String key) {
    return Arrays.stream(values()).filter(format -> format.key.equals(key)).findFirst();
  }

  /** Its name for people who ask for it. */
  public String key() {
    return key;
  }

  /** Its media type, without parameters. */
  public String mediaType() {
    return mediaType;
  }

  /** Its media type as an answer carries it. */
  public String contentType() {
    return mediaType.startsWith("text/") ? mediaType + ";charset=utf-8" : mediaType;
  }

  /** What a browser may let such a document do; empty for what no browser shows. */
  public Optional<String> contentSecurityPolicy() {
    return this == HTML ? Optional.of(HtmlReport.policy()) : Optional.empty();
  }

  /** The result in this form, ending in a line feed. */
  public String render(ScanResult result) {
    return renderer.apply(result);
  }
}
