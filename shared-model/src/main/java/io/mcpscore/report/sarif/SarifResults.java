package io.mcpscore.report.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Suppression;
import io.mcpscore.model.TraceStep;
import io.mcpscore.report.SafeText;
import java.util.List;

/** Findings as results. */
final class SarifResults {

  private final SarifRules rules;
  private final SarifArtifacts artifacts;
  private int longTraces;

  SarifResults(SarifRules rules, SarifArtifacts artifacts) {
    this.rules = rules;
    this.artifacts = artifacts;
  }

  /** SARIF's word for a severity. */
  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW, INFO -> "note";
    };
  }

  ArrayNode of(List<Finding> findings) {
    ArrayNode out = JsonNodeFactory.instance.arrayNode(findings.size());
    findings.forEach(finding -> out.add(result(finding)));
    return out;
  }

  /** How many flows lost their middle. */
  int longTraces() {
    return longTraces;
  }

  private ObjectNode result(Finding finding) {
    ObjectNode result = SarifLog.object().put("ruleId", finding.checkId());
    result.put("ruleIndex", rules.index(finding));
    result.put("level", level(finding.severity()));
    message(result, finding.name() + ": " + finding.description());
    ObjectNode place = result.putArray("locations").addObject();
    ObjectNode physical = place.putObject("physicalLocation");
    artifacts.locate(physical, finding.file(), SarifArtifacts.ANALYSED);
    region(physical.putObject("region"), finding);
    if (finding.tool() != null) {
      place.putArray("logicalLocations").addObject().put("name", tool(finding)).put("kind", "tool");
    }
    // The first is the one that code scanning tells alerts apart by.
    result
        .putObject("partialFingerprints")
        .put("primaryLocationLineHash", finding.fingerprint())
        .put("mcpscore/v1", finding.fingerprint());
    if (!finding.trace().isEmpty()) {
      flow(result, finding.trace());
    }
    if (finding.suppressed() != null) {
      suppression(result.putArray("suppressions").addObject(), finding.suppressed());
    }
    rules.ownTaxa(result, finding);
    properties(result.putObject("properties"), finding);
    return result;
  }

  private static void region(ObjectNode region, Finding finding) {
    int line = Math.max(1, finding.line());
    region.put("startLine", line).put("startColumn", Math.max(1, finding.column()));
    region.put("endLine", Math.max(line, finding.endLine()));
    region.putObject("snippet").put("text", SafeText.lines(finding.snippet()));
  }

  private void flow(ObjectNode result, List<TraceStep> trace) {
    List<TraceStep> shown = SarifLimits.steps(trace);
    longTraces += shown.size() < trace.size() ? 1 : 0;
    ArrayNode steps =
        result
            .putArray("codeFlows")
            .addObject()
            .putArray("threadFlows")
            .addObject()
            .putArray("locations");
    for (TraceStep step : shown) {
      ObjectNode location = steps.addObject().putObject("location");
      ObjectNode physical = location.putObject("physicalLocation");
      artifacts.locate(physical, step.file(), SarifArtifacts.TRACED);
      physical.putObject("region").put("startLine", Math.max(1, step.line()));
      message(location, step.label());
    }
  }

  /** A wish that the operator does not grant, or whose day is over, must not hide a result. */
  private void suppression(ObjectNode out, Suppression suppression) {
    boolean inline = suppression.kind() == Suppression.Kind.INLINE;
    out.put("kind", inline ? "inSource" : "external");
    if (suppression.expired()) {
      out.put("status", "rejected");
    } else {
      out.put("status", suppression.lifted() ? "accepted" : "underReview");
    }
    out.put("justification", SafeText.lines(suppression.reason()));
    if (!inline) {
      artifacts.add(".mcpscore.yml", SarifArtifacts.SETTINGS);
    }
  }

  private static void properties(ObjectNode properties, Finding finding) {
    properties.put("findingId", finding.id());
    properties.put("severity", finding.severity().key());
    properties.put("evidence", finding.evidence().key());
    properties.put("role", finding.role().key());
    if (finding.tool() != null) {
      properties.put("tool", tool(finding));
    }
  }

  private static String tool(Finding finding) {
    return SafeText.line(finding.tool());
  }

  private static void message(ObjectNode holder, String text) {
    holder.putObject("message").put("text", SarifLimits.message(text));
  }
}
