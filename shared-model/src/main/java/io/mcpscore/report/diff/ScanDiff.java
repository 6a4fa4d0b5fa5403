package io.mcpscore.report.diff;

import io.mcpscore.model.Finding;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import io.mcpscore.model.Tool;
import io.mcpscore.report.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What changed from an earlier scan to a later one.
 *
 * @param before the earlier scan
 * @param after the later scan
 * @param notes what to bear in mind: other repositories, other rules, thin coverage
 * @param rugPull changes behind names that somebody may have approved, the worst first
 * @param score of the published arithmetic
 * @param safetyScore what an agent risks
 * @param deductions why {@code score} changed, finding by finding, the greatest loss first
 * @param findings new, fixed and unchanged ones
 * @param tools that appeared, vanished or changed
 * @param prompts likewise
 * @param resources likewise
 */
public record ScanDiff(
    ScanSide before,
    ScanSide after,
    List<String> notes,
    List<RugPull> rugPull,
    ScoreChange score,
    ScoreChange safetyScore,
    List<PointChange> deductions,
    FindingChanges findings,
    ToolChanges tools,
    PromptChanges prompts,
    ResourceChanges resources) {

  /** Compares two scans. */
  public static ScanDiff between(ScanResult before, ScanResult after) {
    Report then = before.report();
    Report now = after.report();
    Matches<Finding> findings = Matches.of(then.findings(), now.findings(), ScanDiff::identity);
    Matches<Tool> tools = ToolChanges.match(then.tools(), now.tools());
    PromptChanges prompts = PromptChanges.of(then.prompts(), now.prompts());
    return new ScanDiff(
        ScanSide.of(before),
        ScanSide.of(after),
        notes(before, after),
        RugPull.of(tools, prompts),
        ScoreChange.of(then.score(), now.score()),
        ScoreChange.of(then.safetyScore(), now.safetyScore()),
        PointChange.of(findings, then, now),
        FindingChanges.of(findings),
        ToolChanges.of(tools),
        prompts,
        ResourceChanges.of(then.resources(), now.resources()));
  }

  /** The diff as indented JSON text. */
  public String json() {
    return Json.mapper().valueToTree(this).toPrettyString() + "\n";
  }

  private static Object identity(Finding finding) {
    // A report that is older than fingerprints still has checks and files.
    return finding.fingerprint() == null
        ? List.of(finding.checkId(), finding.file())
        : finding.fingerprint();
  }

  private static List<String> notes(ScanResult before, ScanResult after) {
    List<String> out = new ArrayList<>();
    if (!before.scan().url().equals(after.scan().url())) {
      out.add("The scans are of different repositories.");
    } else if (!Objects.equals(before.scan().path(), after.scan().path())) {
      out.add("The scans are of different parts of the repository.");
    } else if (before.scan().commit() != null
        && before.scan().commit().equals(after.scan().commit())) {
      out.add("The scans are of the same commit.");
    }
    if (!Objects.equals(before.report().ruleSetVersion(), after.report().ruleSetVersion())) {
      out.add(
          "The scans were made by different rule sets: findings can be new or gone although the"
              + " code is the same.");
    }
    if (!before.report().coverage().sufficient() || !after.report().coverage().sufficient()) {
      out.add("The coverage of a scan is not sufficient: what it lacks need not be absent.");
    }
    return out;
  }
}
