package io.mcpscore.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanResultTest {

  @Test
  void theAnswerOfTheApiReadsBack() throws Exception {
    ScanResult result = HostileScan.of("plain");

    assertEquals(result, ScanResult.of(Json.mapper().readTree(result.json())));
  }

  @Test
  void membersThatAnOlderAnswerLacksAreEmpty() throws Exception {
    JsonNode answer =
        Json.mapper()
            .readTree(
                """
                {"id": "scan_1", "status": "complete", "url": "u", "score": 88, "grade": "B",
                 "safetyScore": 71, "safetyGrade": "C", "findings": [{"id": "finding_1",
                 "checkId": "rce-eval", "name": "eval() Usage", "severity": "high",
                 "category": "rce", "file": "a.ts", "line": 42}]}""");

    ScanResult result = ScanResult.of(answer);

    assertEquals(0, result.report().tools().size());
    assertEquals(0, result.report().findings().getFirst().trace().size());
    assertFalse(result.report().coverage().sufficient());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"status\":\"failed\",\"findings\":[]}",
        "{\"status\":\"complete\"}",
        "{\"status\":\"complete\",\"findings\":[],\"grade\":\"Z\"}"
      })
  void otherAnswersAreRefused(String json) throws Exception {
    JsonNode answer = Json.mapper().readTree(json);

    assertThrows(IllegalArgumentException.class, () -> ScanResult.of(answer));
  }

  @Test
  void unknownMembersOfALaterAnswerDoNotMatter() throws Exception {
    ScanResult result = HostileScan.of("plain");
    ObjectNode later = (ObjectNode) Json.mapper().readTree(result.json());
    later.put("later", 1);

    assertEquals(result, ScanResult.of(later));
  }
}
