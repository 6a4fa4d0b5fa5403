package io.mcpscore.report.sarif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.catalogue.Catalogue;
import io.mcpscore.model.Json;
import io.mcpscore.model.TraceStep;
import io.mcpscore.report.HostileScan;
import io.mcpscore.report.ScanResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SarifLogTest {

  private static final String PLAIN = "plain";

  @ParameterizedTest
  @MethodSource("texts")
  void logsAreValidWhateverTheRepositoryWrites(String text) throws Exception {
    JsonNode log = run(HostileScan.of(text));
    // The rules are the same in all of them, and most of their size.
    ((ObjectNode) log.at("/runs/0/tool/driver")).remove("rules");

    assertEquals(List.of(), SarifSchema.errors(log.toString()));
  }

  @Test
  void aWholeLogIsValidAndTheSchemaWouldFindFaults() {
    String log = SarifLog.render(HostileScan.of(PLAIN));

    assertEquals(List.of(), SarifSchema.errors(log));
    assertFalse(SarifSchema.errors(log.replace("\"error\"", "\"fatal\"")).isEmpty());
    assertFalse(SarifSchema.errors(log.replace("\"startLine\":1,", "\"startLine\":0,")).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void textOfTheRepositoryIsNoLinkAndNoControlCharacter(String text) throws Exception {
    JsonNode run = run(HostileScan.of(text)).at("/runs/0");

    for (JsonNode message : run.findValues("message")) {
      assertFalse(message.get("text").asText().contains("]("), message.toString());
    }
    for (String part : List.of("results", "invocations", "artifacts")) {
      for (JsonNode value : texts(run.get(part))) {
        String shown = value.textValue();
        assertTrue(
            shown.codePoints().allMatch(c -> c == '\n' || c == '\t' || !isControl(c)), shown);
      }
    }
  }

  @Test
  void everyCheckIsARuleWithHelpAndWeaknesses() throws Exception {
    JsonNode rules = run(HostileScan.of(PLAIN)).at("/runs/0/tool/driver/rules");

    List<String> ids = rules.findValuesAsText("id");
    assertTrue(ids.containsAll(Catalogue.all().stream().map(c -> c.id()).toList()));
    assertTrue(ids.contains("check-of-an-older-rule-set"));
    Set<String> unique = new HashSet<>();
    for (JsonNode rule : rules) {
      assertTrue(unique.add(rule.get("id").asText()));
      assertFalse(rule.at("/help/markdown").asText().isBlank());
      assertFalse(rule.at("/relationships/0/target/id").asText().isBlank());
      assertTrue(rule.at("/properties/tags").size() <= 20);
      assertTrue(rule.at("/fullDescription/text").asText().length() <= 1024);
    }
  }

  @Test
  void referencesPointAtWhatTheyName() throws Exception {
    JsonNode run = run(HostileScan.of(PLAIN)).at("/runs/0");

    JsonNode rules = run.at("/tool/driver/rules");
    for (JsonNode result : run.get("results")) {
      assertEquals(result.get("ruleId"), rules.at("/" + result.get("ruleIndex") + "/id"));
      JsonNode artifact = result.at("/locations/0/physicalLocation/artifactLocation");
      assertEquals(
          artifact.get("uri"), run.at("/artifacts/" + artifact.get("index") + "/location/uri"));
    }
    for (JsonNode target : rules.findValues("target")) {
      JsonNode taxonomy = run.at("/taxonomies/" + target.at("/toolComponent/index"));
      assertEquals(target.at("/toolComponent/name"), taxonomy.get("name"));
      assertEquals(target.get("id"), taxonomy.at("/taxa/" + target.get("index") + "/id"));
    }
    JsonNode notRun = run.at("/invocations/0/toolConfigurationNotifications/0/associatedRule");
    assertEquals(notRun.get("id"), rules.at("/" + notRun.get("index") + "/id"));
  }

  @Test
  void aResultCarriesFlowFingerprintAndSuppression() throws Exception {
    JsonNode run = run(HostileScan.of(PLAIN)).at("/runs/0");

    JsonNode first = run.at("/results/0");
    assertEquals("error", first.get("level").asText());
    assertEquals("f".repeat(24) + 1, first.at("/partialFingerprints/mcpscore~1v1").asText());
    assertEquals(2, first.at("/codeFlows/0/threadFlows/0/locations").size());
    assertEquals("tool", first.at("/locations/0/logicalLocations/0/kind").asText());
    assertTrue(first.at("/suppressions").isMissingNode());
    assertEquals("accepted", run.at("/results/1/suppressions/0/status").asText());
    assertEquals("underReview", run.at("/results/3/suppressions/0/status").asText());
    assertEquals(
        "mcpscore/plain/scan_0000000000000000000000", run.at("/automationDetails/id").asText());
    assertEquals(
        "https://github.com/acme/notes",
        run.at("/versionControlProvenance/0/repositoryUri").asText());
    assertTrue(run.get("artifacts").toString().contains("userSpecifiedConfiguration"));
    assertEquals("2026-01-02T03:04:05Z", run.at("/invocations/0/endTimeUtc").asText());
  }

  @Test
  void whatCodeScanningWouldRefuseIsLeftOutFromTheEnd() throws Exception {
    ScanResult result = HostileScan.withFindings(30, "x");
    JsonNode run = Json.mapper().readTree(SarifLog.render(result, 25)).at("/runs/0");

    assertEquals(25, run.get("results").size());
    assertEquals("critical", run.at("/results/0/properties/severity").asText());
    String said = run.at("/invocations/0/toolExecutionNotifications/0/message/text").asText();
    assertTrue(said.startsWith("25 of 30 results"), said);
  }

  @Test
  void aFlowThatIsTooLongLosesItsMiddle() {
    List<TraceStep> trace = new ArrayList<>();
    for (int i = 1; i <= 1500; i++) {
      trace.add(new TraceStep("a.ts", i, "step"));
    }

    List<TraceStep> shown = SarifLimits.steps(trace);

    assertEquals(1000, shown.size());
    assertEquals(1, shown.getFirst().line());
    assertEquals(1500, shown.getLast().line());
  }

  static List<String> texts() {
    return HostileScan.TEXTS;
  }

  private static JsonNode run(ScanResult result) throws Exception {
    return Json.mapper().readTree(SarifLog.render(result));
  }

  private static List<JsonNode> texts(JsonNode node) {
    List<JsonNode> out = new ArrayList<>();
    if (node.isTextual()) {
      out.add(node);
    }
    node.forEach(child -> out.addAll(texts(child)));
    return out;
  }

  private static boolean isControl(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
  }
}
