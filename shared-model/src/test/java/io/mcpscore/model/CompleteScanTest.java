package io.mcpscore.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompleteScanTest {

  private static final Instant CREATED = Instant.parse("2024-01-15T10:30:00.987654321Z");
  private static final Report REPORT =
      Samples.report(List.of(Samples.finding(Severity.HIGH, Category.RCE, "a")), List.of())
          .digested();

  @Test
  void publishedMembersComeFirstAndTheReportFollows() {
    ObjectNode json = scan("v1", CREATED).toJson(Json.mapper().valueToTree(REPORT));

    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "id",
            "status",
            "url",
            "score",
            "grade",
            "safetyScore",
            "safetyGrade",
            "findings",
            "commit",
            "ref",
            "cached",
            "createdAt",
            "startedAt",
            "completedAt",
            "ai",
            "summary"),
        names.subList(0, 16));
    assertEquals("complete", json.get("status").asText());
    assertEquals(REPORT.reportDigest(), json.get("reportDigest").asText());
    assertEquals("skipped", json.at("/ai/status").asText());
  }

  @Test
  void timesAreWholeSecondsInUtc() {
    ObjectNode json = scan(null, CREATED).toJson(Json.mapper().valueToTree(REPORT));

    assertEquals("2024-01-15T10:30:00Z", json.get("createdAt").asText());
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    ObjectNode json = scan(null, null).toJson(Json.mapper().valueToTree(REPORT));

    assertFalse(json.has("ref"));
    assertFalse(json.has("path"));
    assertFalse(json.has("startedAt"));
  }

  @Test
  void aReportCannotOverwriteTheAnswersOwnMembers() {
    ObjectNode report = Json.mapper().valueToTree(REPORT);
    report.put("id", "scan_other").put("cached", true);

    ObjectNode json = scan("v1", CREATED).toJson(report);

    assertEquals("scan_1", json.get("id").asText());
    assertFalse(json.get("cached").asBoolean());
  }

  private static CompleteScan scan(String ref, Instant started) {
    return new CompleteScan(
        "scan_1",
        "https://github.com/o/r",
        "0".repeat(40),
        ref,
        null,
        false,
        CREATED,
        started,
        CREATED.plusSeconds(2),
        AiResult.SKIPPED);
  }
}
