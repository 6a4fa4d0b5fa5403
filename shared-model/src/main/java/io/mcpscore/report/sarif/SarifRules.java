package io.mcpscore.report.sarif;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.catalogue.Catalogue;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Severity;
import io.mcpscore.report.SafeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks as rules: all of the catalogue in its order, then those that only an older report knows.
 */
final class SarifRules {

  private final Map<String, CheckInfo> rules = new LinkedHashMap<>();
  private final Map<String, Integer> indexes = new LinkedHashMap<>();
  private final SarifTaxonomies taxonomies;

  SarifRules(SarifTaxonomies taxonomies) {
    this.taxonomies = taxonomies;
    Catalogue.all().forEach(this::add);
  }

  /** Place of a finding's rule. */
  int index(Finding finding) {
    if (!rules.containsKey(finding.checkId())) {
      add(forgotten(finding));
    }
    return indexes.get(finding.checkId());
  }

  /** Place of a check's rule, or -1 for a check that nobody knows. */
  int index(String checkId) {
    return indexes.getOrDefault(checkId, -1);
  }

  /** Weaknesses of a finding that are not those of its rule. */
  void ownTaxa(ObjectNode result, Finding finding) {
    CheckInfo rule = rules.get(finding.checkId());
    List<String> own =
        Stream.concat(finding.cwe().stream(), finding.owasp().stream())
            .filter(id -> !rule.cwe().contains(id) && !rule.owasp().contains(id))
            .distinct()
            .toList();
    if (!own.isEmpty()) {
      ArrayNode taxa = result.putArray("taxa");
      own.forEach(id -> taxa.add(taxonomies.reference(id)));
    }
  }

  ArrayNode json() {
    ArrayNode out = JsonNodeFactory.instance.arrayNode(rules.size());
    rules.values().forEach(info -> out.add(rule(info)));
    return out;
  }

  private void add(CheckInfo info) {
    indexes.put(info.id(), rules.size());
    rules.put(info.id(), info);
  }

  private ObjectNode rule(CheckInfo info) {
    ObjectNode rule = SarifLog.object().put("id", info.id()).put("name", info.name());
    rule.putObject("shortDescription").put("text", info.name());
    rule.putObject("fullDescription").put("text", SafeText.cut(info.what(), SarifLimits.TEXT));
    rule.putObject("help").put("text", info.remediation()).put("markdown", help(info));
    rule.putObject("defaultConfiguration").put("level", SarifResults.level(info.severity()));
    ArrayNode relationships = rule.putArray("relationships");
    taxa(info)
        .forEach(
            id -> {
              ObjectNode relationship = relationships.addObject();
              relationship.set("target", taxonomies.reference(id));
              relationship.putArray("kinds").add("relevant");
            });
    ObjectNode properties = rule.putObject("properties");
    properties.put("security-severity", securitySeverity(info.severity()));
    ArrayNode tags = properties.putArray("tags");
    tags(info).forEach(tags::add);
    return rule;
  }

  private static List<String> tags(CheckInfo info) {
    Stream<String> weaknesses =
        info.cwe().stream().map(cwe -> "external/cwe/cwe-" + cwe.replaceFirst("^\\D*", ""));
    return Stream.of(
            Stream.of("security", info.category().key()), weaknesses, info.owasp().stream())
        .flatMap(tags -> tags)
        .distinct()
        .limit(SarifLimits.TAGS)
        .toList();
  }

  private static String help(CheckInfo info) {
    if (info.badExample().isEmpty()) {
      return info.remediation();
    }
    return """
        %s

        ## Why it matters

        %s

        ## What to do

        %s

        ## Found

        %s

        ## Not found

        %s
        """
        .formatted(
            info.what(), info.why(), info.remediation(), info.badExample(), info.fixedExample());
  }

  private static List<String> taxa(CheckInfo info) {
    return Stream.concat(info.cwe().stream(), info.owasp().stream()).distinct().toList();
  }

  /** What a finding itself tells of a check that the catalogue has no more. */
  private static CheckInfo forgotten(Finding finding) {
    return new CheckInfo(
        finding.checkId(),
        SafeText.line(finding.name()),
        finding.severity(),
        finding.category(),
        SafeText.line(finding.name()),
        "",
        SafeText.lines(finding.remediation()),
        "",
        "",
        finding.cwe(),
        finding.owasp());
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
