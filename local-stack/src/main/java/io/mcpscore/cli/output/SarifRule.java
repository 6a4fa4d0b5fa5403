package io.mcpscore.cli.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Json;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Locale;

/** A check as SARIF describes rules. */
final class SarifRule {

  private SarifRule() {}

  /** The rule of a check that has at least one finding; its severity is that of the worst one. */
  static ObjectNode of(String checkId, List<Finding> findings) {
    Finding worst =
        findings.stream()
            .filter(finding -> finding.checkId().equals(checkId))
            .min((a, b) -> a.severity().compareTo(b.severity()))
            .orElseThrow();
    ObjectNode rule = Json.mapper().createObjectNode().put("id", checkId);
    rule.put("name", worst.name());
    rule.putObject("shortDescription").put("text", worst.name());
    rule.putObject("help").put("text", worst.remediation());
    rule.putObject("defaultConfiguration").put("level", SarifReport.level(worst.severity()));
    ObjectNode properties = rule.putObject("properties");
    properties.put("security-severity", securitySeverity(worst.severity()));
    ArrayNode tags = properties.putArray("tags").add("security").add(worst.category().key());
    worst.cwe().forEach(cwe -> tags.add("external/cwe/" + cwe.toLowerCase(Locale.ROOT)));
    worst.owasp().forEach(tags::add);
    return rule;
  }

  /** A number inside the band that code scanning gives the same name. */
  private static String securitySeverity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.0";
      case INFO -> "0.0";
    };
  }
}
