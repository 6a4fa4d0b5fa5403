package io.mcpscore.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.score.CategoryScore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportDigestTest {

  private static final Report REPORT =
      Samples.report(
          List.of(Samples.finding(Severity.CRITICAL, Category.RCE, "a")),
          List.of(Samples.tool("t", Risk.LOW, Effect.FS_READ)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'b':1,'a':2} | {'a':2,'b':1}",
        "{'x':{'b':[1],'a':null}} | {'x':{'a':null,'b':[1]}}",
        "[{'b':1,'a':2}] | [ {'a': 2, 'b': 1} ]",
        "{'n':20.0} | {'n':20}",
        "{'n':-0.0} | {'n':0}",
        "{'n':2e1} | {'n':20}",
      })
  void equalValuesHaveOneCanonicalForm(String left, String right) throws Exception {
    assertEquals(Json.canonical(json(left)), Json.canonical(json(right)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1,2] | [2,1]",
        "{'a':1} | {'a':'1'}",
        "{'a':1} | {'b':1}",
        "{'n':20.5} | {'n':20}"
      })
  void differentValuesHaveDifferentForms(String left, String right) throws Exception {
    assertNotEquals(Json.canonical(json(left)), Json.canonical(json(right)));
  }

  @Test
  void theDigestIsOfAllOtherMembers() {
    Report digested = REPORT.digested();

    assertTrue(digested.reportDigest().matches("[0-9a-f]{64}"));
    assertEquals(Json.sha256(Json.canonical(REPORT)), digested.reportDigest());
    assertEquals(digested, digested.digested(), "an old digest is no part of the new one");
  }

  @Test
  void aReaderCanCheckTheDigestFromTheJsonAloneInAnyMemberOrder() throws Exception {
    Report digested = REPORT.digested();
    ObjectNode received = (ObjectNode) Json.mapper().readTree(reversed(Json.write(digested)));

    JsonNode digest = received.remove("reportDigest");

    assertEquals(digest.asText(), Json.sha256(Json.canonical(received)));
  }

  @Test
  void anyChangeOfContentChangesTheDigest() {
    Report other = Samples.report(List.of(), REPORT.tools());

    assertNotEquals(REPORT.digested().reportDigest(), other.digested().reportDigest());
  }

  @Test
  void enumsAreWrittenAsTheContractNamesThemAlsoAsKeys() {
    JsonNode json = Json.mapper().valueToTree(REPORT);

    assertEquals("{\"critical\":1}", json.get("summary").toString());
    assertEquals("critical", json.at("/findings/0/severity").asText());
    assertEquals("fs-read", json.at("/tools/0/effects/0").asText());
    assertEquals(
        "{\"category\":\"supply-chain\",\"score\":94,\"deducted\":6.0,\"findings\":1}",
        Json.write(new CategoryScore(Category.SUPPLY_CHAIN, 94, 6, 1)));
    assertTrue(json.get("dependencies").get("advisorySnapshot").isNull());
    assertTrue(json.at("/findings/0/suppressed").isMissingNode());
  }

  private static JsonNode json(String singleQuoted) throws Exception {
    return Json.mapper().readTree(singleQuoted.replace('\'', '"'));
  }

  private static String reversed(String json) throws Exception {
    JsonNode tree = Json.mapper().readTree(json);
    ObjectNode out = Json.mapper().createObjectNode();
    List.copyOf(tree.properties()).reversed().forEach(e -> out.set(e.getKey(), e.getValue()));
    return out.toString();
  }
}
