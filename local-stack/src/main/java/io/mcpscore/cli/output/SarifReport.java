package io.mcpscore.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Suppression;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.List;

/** SARIF 2.1.0, for code scanning. */
final class SarifReport {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String ROOT = "SRCROOT";

  private SarifReport() {}

  static String render(ScanResult result) {
    Report report = result.report();
    ObjectNode log = object().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    List<String> ruleIds = new ArrayList<>();
    ArrayNode rules = driver(run, report).putArray("rules");
    ArrayNode results = Json.mapper().createArrayNode();
    for (Finding finding : report.findings()) {
      int index = ruleIds.indexOf(finding.checkId());
      if (index < 0) {
        index = ruleIds.size();
        ruleIds.add(finding.checkId());
        rules.add(SarifRule.of(finding.checkId(), report.findings()));
      }
      results.add(result(finding, index));
    }
    provenance(run, result.scan());
    run.set("results", results);
    run.put("columnKind", "utf16CodeUnits");
    ObjectNode properties = run.putObject("properties");
    properties.put("score", report.score()).put("grade", report.grade().name());
    properties.put("safetyScore", report.safetyScore());
    properties.put("safetyGrade", report.safetyGrade().name());
    properties.put("reportDigest", report.reportDigest());
    return log.toPrettyString() + "\n";
  }

  /** SARIF's word for a severity. */
  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }

  private static ObjectNode driver(ObjectNode run, Report report) {
    return run.putObject("tool")
        .putObject("driver")
        .put("name", "MCP Security Score")
        .put("version", report.engineVersion());
  }

  private static void provenance(ObjectNode run, CompleteScan scan) {
    if (scan.commit() != null && scan.url().startsWith("https://")) {
      run.putArray("versionControlProvenance")
          .addObject()
          .put("repositoryUri", scan.url())
          .put("revisionId", scan.commit());
    }
  }

  private static ObjectNode result(Finding finding, int ruleIndex) {
    ObjectNode result = object().put("ruleId", finding.checkId()).put("ruleIndex", ruleIndex);
    result.put("level", level(finding.severity()));
    result.putObject("message").put("text", finding.name() + ": " + finding.description());
    ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
    artifact(location, finding.file());
    location
        .putObject("region")
        .put("startLine", finding.line())
        .put("startColumn", finding.column())
        .put("endLine", finding.endLine())
        .putObject("snippet")
        .put("text", finding.snippet());
    result.putObject("partialFingerprints").put("mcpscore/v1", finding.fingerprint());
    if (!finding.trace().isEmpty()) {
      flow(result, finding.trace());
    }
    Suppression suppressed = finding.suppressed();
    if (suppressed != null) {
      result
          .putArray("suppressions")
          .addObject()
          .put("kind", suppressed.kind() == Suppression.Kind.INLINE ? "inSource" : "external")
          .put("status", suppressed.expired() ? "underReview" : "accepted")
          .put("justification", suppressed.reason());
    }
    properties(result, finding);
    return result;
  }

  private static void flow(ObjectNode result, List<TraceStep> trace) {
    ArrayNode steps =
        result
            .putArray("codeFlows")
            .addObject()
            .putArray("threadFlows")
            .addObject()
            .putArray("locations");
    for (TraceStep step : trace) {
      ObjectNode location = steps.addObject().putObject("location");
      ObjectNode physical = location.putObject("physicalLocation");
      artifact(physical, step.file());
      physical.putObject("region").put("startLine", step.line());
      location.putObject("message").put("text", step.label());
    }
  }

  private static void properties(ObjectNode result, Finding finding) {
    ObjectNode properties = result.putObject("properties");
    properties.put("severity", finding.severity().key());
    properties.put("evidence", finding.evidence().key());
    properties.put("role", finding.role().key());
    if (finding.tool() != null) {
      properties.put("tool", finding.tool());
    }
  }

  private static void artifact(ObjectNode physicalLocation, String path) {
    physicalLocation
        .putObject("artifactLocation")
        .put("uri", UriPath.encode(path))
        .put("uriBaseId", ROOT);
  }

  private static ObjectNode object() {
    return Json.mapper().createObjectNode();
  }
}
