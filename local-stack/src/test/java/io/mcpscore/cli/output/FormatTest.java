package io.mcpscore.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import io.mcpscore.report.ScanResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {

  @Test
  void jsonIsTheAnswerOfTheApi() throws Exception {
    ScanResult result = SampleScan.two();

    JsonNode json = Json.mapper().readTree(Format.JSON.render(result));

    JsonNode api = result.scan().toJson(Json.mapper().valueToTree(result.report()));
    assertEquals(Json.canonical(api), Json.canonical(json));
    assertEquals("complete", json.get("status").asText());
    assertEquals("2026-01-02T03:04:05Z", json.get("completedAt").asText());
  }

  @Test
  void tableShowsWhatMatters() {
    String table = Format.TABLE.render(SampleScan.two());

    assertEquals(
        """
        https://github.com/acme/notes @ 0123456789ab

          Score    77  C
          Safety   40  F

        1 tool
          run [31m `|  critical  exec, fs-read  Runs a command @everyone

        2 findings: 1 critical, 1 medium
          critical  rce-eval              proven     src/run me.ts:12  tool run
          medium    network-hardcoded-ip  heuristic  src/a|b.ts:12

        Coverage: 9 of 10 source files read, 1 of 1 tool resolved
          left out: 1 too-large
          not run: supply-chain-cve (advisories)
          A note.
        """,
        table);
  }

  @Test
  void everyFormWarnsOfAThinCoverage() {
    assertTrue(Format.TABLE.render(SampleScan.none()).contains("NOT SUFFICIENT"));
    assertTrue(Format.MD.render(SampleScan.none()).contains("not sufficient"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"TABLE", "MD", "HTML"})
  void textOfTheRepositoryCannotSteerTheReader(Format format) {
    String text = format.render(SampleScan.two());

    assertTrue(text.chars().noneMatch(c -> c < ' ' && c != '\n'), text);
    assertFalse(text.contains("\u202e"));
  }

  @Test
  void markdownKeepsCellsAndMentionsHarmless() {
    String markdown = Format.MD.render(SampleScan.two());

    assertTrue(markdown.contains("| Found | 2 findings: 1 critical, 1 medium |"), markdown);
    assertTrue(markdown.contains("`src/a\\|b.ts:12`"), markdown);
    assertTrue(markdown.contains("``run [31m `\\|``"), markdown);
    assertFalse(markdown.contains("@everyone"));
  }

  @Test
  void sarifHasWhatCodeScanningReads() throws Exception {
    JsonNode log = Json.mapper().readTree(Format.SARIF.render(SampleScan.two()));

    JsonNode run = log.at("/runs/0");
    assertEquals("2.1.0", log.get("version").asText());
    JsonNode rule = run.at("/tool/driver/rules/" + run.at("/results/0/ruleIndex").asInt());
    assertEquals("rce-eval", rule.get("id").asText());
    assertEquals("9.5", rule.at("/properties/security-severity").asText());
    assertTrue(rule.at("/properties/tags").toString().contains("external/cwe/cwe-95"));
    JsonNode result = run.at("/results/0");
    assertEquals("error", result.get("level").asText());
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertEquals("src/run%20me.ts", place.at("/artifactLocation/uri").asText());
    assertEquals(12, place.at("/region/startLine").asInt());
    assertEquals(13, place.at("/region/endLine").asInt());
    assertTrue(result.at("/partialFingerprints").toString().contains("finding_1"));
    JsonNode steps = result.at("/codeFlows/0/threadFlows/0/locations");
    assertEquals(2, steps.size());
    assertEquals("argument", steps.at("/0/location/message/text").asText());
    assertTrue(run.at("/results/1/codeFlows").isMissingNode());
    assertEquals(SampleScan.COMMIT, run.at("/versionControlProvenance/0/revisionId").asText());
  }

  @Test
  void sarifOfNothingIsStillALog() throws Exception {
    JsonNode log = Json.mapper().readTree(Format.SARIF.render(SampleScan.none()));

    assertTrue(log.at("/runs/0/results").isArray());
    assertTrue(log.at("/runs/0/results").isEmpty());
  }
}
