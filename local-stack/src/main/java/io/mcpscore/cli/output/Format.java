package io.mcpscore.cli.output;

/** The forms that {@code scan --format} knows. */
public enum Format {
  TABLE,
  JSON,
  SARIF,
  MD;

  /** The result in this form, ending in a line feed. */
  public String render(ScanResult result) {
    return switch (this) {
      case TABLE -> TableReport.render(result);
      case JSON -> result.json();
      case SARIF -> SarifReport.render(result);
      case MD -> MarkdownReport.render(result);
    };
  }
}
