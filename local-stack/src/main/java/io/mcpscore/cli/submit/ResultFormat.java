package io.mcpscore.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.output.Format;
import io.mcpscore.report.ScanResult;
import java.util.Locale;

/** The forms of a result: one for people at a terminal, and those that the service renders. */
enum ResultFormat {
  TEXT,
  JSON,
  SARIF,
  CYCLONEDX,
  HTML,
  MARKDOWN;

  /**
   * A complete scan in this form.
   *
   * @param scan as the service tells it
   * @param service to ask for what only it renders
   */
  String render(JsonNode scan, ScanService service) {
    return switch (this) {
      case TEXT -> Format.TABLE.render(ScanResult.of(scan));
      case JSON -> scan.toPrettyString() + "\n";
      case SARIF, CYCLONEDX, HTML, MARKDOWN ->
          service.render(scan.path("id").asText(), name().toLowerCase(Locale.ROOT));
    };
  }
}
