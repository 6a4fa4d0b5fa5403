package io.mcpscore.report.sbom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.Json;
import io.mcpscore.report.HostileScan;
import io.mcpscore.report.ScanResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CycloneDxTest {

  @ParameterizedTest
  @MethodSource("texts")
  void billsAreValidWhateverTheRepositoryWrites(String text) throws Exception {
    String bill = CycloneDx.render(HostileScan.of(text));

    assertEquals(List.of(), new JsonParser().validate(bill, Version.VERSION_16));
    assertTrue(bill.codePoints().allMatch(c -> c == '\n' || !isInvisible(c)));
    Set<String> references = new HashSet<>();
    for (String reference : Json.mapper().readTree(bill).findValuesAsText("bom-ref")) {
      assertTrue(references.add(reference), reference);
    }
  }

  @Test
  void theSchemaWouldFindFaults() throws Exception {
    String bill = CycloneDx.render(HostileScan.of("plain"));

    String broken = bill.replace("\"library\"", "\"book\"");

    assertFalse(new JsonParser().validate(broken, Version.VERSION_16).isEmpty());
  }

  @Test
  void packagesCarryTheirUrlScopePlaceAndVulnerabilities() throws Exception {
    JsonNode bill = Json.mapper().readTree(CycloneDx.render(HostileScan.of("plain")));

    JsonNode scoped = bill.at("/components/2");
    assertEquals("@acme", scoped.get("group").asText());
    assertEquals("notes", scoped.get("name").asText());
    assertEquals("pkg:npm/%40acme/notes@1.2.3", scoped.get("purl").asText());
    assertEquals("required", scoped.get("scope").asText());
    assertEquals("package.json", scoped.at("/evidence/occurrences/0/location").asText());
    assertEquals(3, scoped.at("/evidence/occurrences/0/line").asInt());
    JsonNode elsewhere = bill.at("/components/1");
    assertEquals("excluded", elsewhere.get("scope").asText());
    assertTrue(elsewhere.path("purl").isMissingNode(), "no registry has it");
    JsonNode known = bill.at("/vulnerabilities/1");
    assertEquals("CVE-2026-1", known.get("id").asText());
    assertEquals("critical", known.at("/ratings/0/severity").asText());
    assertEquals(scoped.get("bom-ref"), known.at("/affects/0/ref"));
    assertEquals("Upgrade to 1.2.4 or later.", known.get("recommendation").asText());
    JsonNode repository = bill.at("/metadata/component");
    assertEquals(
        "pkg:github/acme/notes@0123456789abcdef0123456789abcdef01234567",
        repository.get("purl").asText());
    assertEquals(2, bill.at("/dependencies/0/dependsOn").size());
    assertEquals("incomplete", bill.at("/compositions/0/aggregate").asText());
  }

  @Test
  void aReportThatIsOlderThanTheListHasABillWithoutPackages() throws Exception {
    ObjectNode answer = (ObjectNode) Json.mapper().readTree(HostileScan.of("plain").json());
    answer.set(
        "dependencies", Json.mapper().readTree("{\"count\": 3, \"advisorySnapshot\": null}"));

    String bill = CycloneDx.render(ScanResult.of(answer));

    assertEquals(List.of(), new JsonParser().validate(bill, Version.VERSION_16));
    assertEquals(0, Json.mapper().readTree(bill).path("components").size());
  }

  @Test
  void oneScanHasOneBill() {
    assertEquals(
        CycloneDx.render(HostileScan.of("plain")), CycloneDx.render(HostileScan.of("plain")));
  }

  static List<String> texts() {
    return HostileScan.TEXTS;
  }

  private static boolean isInvisible(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
  }
}
