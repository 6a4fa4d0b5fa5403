package io.mcpscore.cli.output;

import io.mcpscore.report.ReportFormat;
import io.mcpscore.report.ScanResult;

/** The forms that {@code scan --format} knows: one for the terminal, and those of the API. */
public enum Format {
  TABLE,
  JSON,
  SARIF,
  CYCLONEDX,
  HTML,
  MD;

  /** The result in this form, ending in a line feed. */
  public String render(ScanResult result) {
    return switch (this) {
      case TABLE -> TableReport.render(result);
      case JSON -> ReportFormat.JSON.render(result);
      case SARIF -> ReportFormat.SARIF.render(result);
      case CYCLONEDX -> ReportFormat.CYCLONEDX.render(result);
      case HTML -> ReportFormat.HTML.render(result);
      case MD -> ReportFormat.MARKDOWN.render(result);
    };
  }
}
