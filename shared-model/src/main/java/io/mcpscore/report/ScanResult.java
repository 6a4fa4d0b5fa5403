package io.mcpscore.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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

  /**
   * Reads the answer of {@code GET /api/v1/scan/{id}} back; members that an older answer lacks are
   * empty.
   *
   * @param answer a complete scan
   * @throws IllegalArgumentException when the answer is none
   */
  public static ScanResult of(JsonNode answer) {
    if (!answer.path("status").asText().equals("complete") || !answer.path("findings").isArray()) {
      throw new IllegalArgumentException("not the answer for a complete scan");
    }
    try {
      return new ScanResult(
          Json.mapper().treeToValue(answer, CompleteScan.class),
          Json.mapper().treeToValue(answer, Report.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not the answer for a complete scan", e);
    }
  }

  /** The answer of {@code GET /api/v1/scan/{id}}, indented. */
  public String json() {
    return scan.toJson(Json.mapper().valueToTree(report)).toPrettyString() + "\n";
  }
}
