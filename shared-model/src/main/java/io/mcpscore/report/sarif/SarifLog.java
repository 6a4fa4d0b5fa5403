package io.mcpscore.report.sarif;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Report;
import io.mcpscore.report.ScanResult;
import java.util.List;

/**
 * A finished scan as a SARIF log of one run. Every check of the catalogue is a rule, found or not;
 * results keep the order of the report, worst first, and what code scanning would refuse is left
 * out from the end, which the run's notifications say.
 */
public final class SarifLog {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final ScanResult result;
  private final SarifTaxonomies taxonomies = new SarifTaxonomies();
  private final SarifRules rules = new SarifRules(taxonomies);
  private final SarifArtifacts artifacts = new SarifArtifacts();

  private SarifLog(ScanResult result) {
    this.result = result;
  }

  /** The log as JSON text. */
  public static String render(ScanResult result) {
    return render(result, SarifLimits.RESULTS);
  }

  static String render(ScanResult result, int mostResults) {
    int most = Math.min(result.report().findings().size(), mostResults);
    String log = new SarifLog(result).log(most);
    while (most > 0 && !SarifLimits.fits(log)) {
      most /= 2;
      log = new SarifLog(result).log(most);
    }
    return log;
  }

  private String log(int most) {
    Report report = result.report();
    List<Finding> shown = report.findings().subList(0, most);
    SarifResults results = new SarifResults(rules, artifacts);
    ObjectNode log = object().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    SarifNotifications notifications = new SarifNotifications(rules);
    run.set("results", results.of(shown));
    run.set("invocations", notifications.invocations(result, shown, results.longTraces()));
    run.set("artifacts", artifacts.json());
    driver(driver, report);
    run.set("taxonomies", taxonomies.json());
    provenance(run, result.scan());
    run.putObject("automationDetails").put("id", SarifLimits.category(result.scan()));
    run.put("columnKind", "utf16CodeUnits");
    run.putArray("redactionTokens").add("****");
    properties(run.putObject("properties"), report);
    return log + "\n";
  }

  private void driver(ObjectNode driver, Report report) {
    driver.put("name", "MCP Security Score");
    driver.put("fullName", "MCP Security Score, rule set " + report.ruleSetVersion());
    driver.put("version", report.engineVersion());
    driver.putObject("shortDescription").put("text", "Judges MCP servers by reading their source.");
    driver.set("rules", rules.json());
    driver.set("supportedTaxonomies", taxonomies.references());
  }

  private static void provenance(ObjectNode run, CompleteScan scan) {
    SarifArtifacts.root(run.putObject("originalUriBaseIds"));
    if (scan.commit() != null && scan.url().startsWith("https://")) {
      ObjectNode origin = run.putArray("versionControlProvenance").addObject();
      origin.put("repositoryUri", scan.url()).put("revisionId", scan.commit());
      origin.putObject("mappedTo").put("uriBaseId", SarifArtifacts.ROOT);
    }
  }

  private static void properties(ObjectNode properties, Report report) {
    properties.put("score", report.score()).put("grade", report.grade().name());
    properties.put("safetyScore", report.safetyScore());
    properties.put("safetyGrade", report.safetyGrade().name());
    properties.put("ruleSetVersion", report.ruleSetVersion());
    properties.put("reportDigest", report.reportDigest());
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
