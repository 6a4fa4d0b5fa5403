package io.mcpscore.model;

import io.mcpscore.model.score.CategoryScore;
import io.mcpscore.model.score.Deduction;
import java.util.List;
import java.util.Map;

/**
 * All that the content of a repository and the rule set decide; no time, no id, no address. The
 * same tree and the same rule set give an equal report on any machine, and {@link #reportDigest}
 * says so.
 *
 * @param score 0 to 100 by the published arithmetic
 * @param grade letter of {@code score}
 * @param safetyScore 0 to 100: what an agent risks by connecting
 * @param safetyGrade letter of {@code safetyScore}
 * @param findings ordered by severity, file, line, check
 * @param summary findings per severity, every severity present
 * @param categories one entry per category that has findings
 * @param servers every server of the repository graded on its own, ordered by path
 * @param tools ordered by file, line, name
 * @param prompts ordered likewise
 * @param resources ordered likewise
 * @param coverage what was looked at
 * @param dependencies what the manifests name
 * @param deductions every point lost, with the finding that cost it
 * @param engineVersion version of the engine
 * @param ruleSetVersion changes whenever a report could
 * @param reportDigest SHA-256, hex, of the canonical form of all the other members
 */
public record Report(
    int score,
    Grade grade,
    int safetyScore,
    Grade safetyGrade,
    List<Finding> findings,
    Map<Severity, Integer> summary,
    List<CategoryScore> categories,
    List<Server> servers,
    List<Tool> tools,
    List<Prompt> prompts,
    List<Resource> resources,
    Coverage coverage,
    Dependencies dependencies,
    List<Deduction> deductions,
    String engineVersion,
    String ruleSetVersion,
    String reportDigest) {

  /** Copies the lists; members that an older report lacks are empty. */
  public Report {
    findings = Copies.of(findings);
    summary = summary == null ? Map.of() : summary;
    categories = Copies.of(categories);
    servers = Copies.of(servers);
    tools = Copies.of(tools);
    prompts = Copies.of(prompts);
    resources = Copies.of(resources);
    coverage = coverage == null ? Coverage.NONE : coverage;
    dependencies = dependencies == null ? Dependencies.NONE : dependencies;
    deductions = Copies.of(deductions);
  }

  /** The same report, carrying the digest of its other members. */
  public Report digested() {
    Report bare = withDigest(null);
    return withDigest(Json.sha256(Json.canonical(bare)));
  }

  private Report withDigest(String digest) {
    return new Report(
        score,
        grade,
        safetyScore,
        safetyGrade,
        findings,
        summary,
        categories,
        servers,
        tools,
        prompts,
        resources,
        coverage,
        dependencies,
        deductions,
        engineVersion,
        ruleSetVersion,
        digest);
  }
}
