package io.mcpscore.cli.output;

import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;

/**
 * A finished scan.
 *
 * @param scan who asked for what and when
 * @param report what was found
 */
public record ScanResult(CompleteScan scan, Report report) {

  /** The answer of {@code GET /api/v1/scan/{id}}, indented. */
  public String json() {
    return scan.toJson(Json.mapper().valueToTree(report)).toPrettyString() + "\n";
  }
}
