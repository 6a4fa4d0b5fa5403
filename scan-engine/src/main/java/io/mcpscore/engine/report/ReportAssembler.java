package io.mcpscore.engine.report;

import io.mcpscore.engine.EngineVersion;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.flow.Dataflow;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Coverage.Skipped;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Prompt;
import io.mcpscore.model.Report;
import io.mcpscore.model.Resource;
import io.mcpscore.model.Server;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.model.score.SafetyScore;
import io.mcpscore.model.score.ScoreCard;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts the report together: findings, tools, scores, coverage, digest. A pure function. */
public final class ReportAssembler {

  private static final int MOST_SKIPPED_NAMED = 20;

  private ReportAssembler() {}

  /** The report of a scan, carrying its digest. */
  public static Report assemble(ScanFacts facts) {
    List<Finding> findings = FindingList.of(facts.reported(), facts.suppressions(), facts.faults());
    List<Tool> tools = ToolList.tools(facts.context(), findings, facts.faults());
    ScoreCard card = ScoreCard.of(findings);
    SafetyScore safety = SafetyScore.of(tools, findings);
    List<Server> servers = ServerList.of(facts.context(), tools, findings, facts.faults());
    List<Prompt> prompts = ToolList.prompts(facts.context().servers(), facts.faults());
    List<Resource> resources = ToolList.resources(facts.context().servers(), facts.faults());
    return new Report(
            card.score(),
            card.grade(),
            safety.score(),
            safety.grade(),
            findings,
            summary(findings),
            card.categories(),
            servers,
            tools,
            prompts,
            resources,
            coverage(facts, tools),
            ComponentList.of(facts.context()),
            card.deductions(),
            EngineVersion.ENGINE,
            EngineVersion.RULE_SET,
            null)
        .digested();
  }

  /** Findings per severity, every severity present. */
  static Map<Severity, Integer> summary(List<Finding> findings) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0);
    }
    findings.forEach(f -> counts.merge(f.severity(), 1, Integer::sum));
    return counts;
  }

  private static Coverage coverage(ScanFacts facts, List<Tool> tools) {
    Set<String> parsed = new HashSet<>(facts.parsed());
    facts.faults().files().forEach(parsed::remove);
    List<SourceFile> sources =
        facts.found().files().stream()
            .filter(f -> f.language() != null && f.role() == FileRole.SOURCE)
            .toList();
    int sourceFiles = sources.size() + facts.found().codeLeftOut().size();
    int analysed = (int) sources.stream().filter(f -> parsed.contains(f.path())).count();
    int resolved = (int) tools.stream().filter(t -> t.handler() != null).count();
    boolean sufficient =
        !tools.isEmpty()
            && 2 * analysed >= sourceFiles
            && 2 * resolved >= tools.size()
            && !facts.context().flow().equals(Dataflow.NONE);
    return new Coverage(
        facts.found().filesSeen(),
        sourceFiles,
        analysed,
        skipped(facts),
        tools.size(),
        resolved,
        facts.rulesNotRun(),
        Stream.of(facts.context().servers().notes(), facts.notes(), facts.faults().sentences())
            .flatMap(List::stream)
            .map(PlainText::of)
            .toList(),
        sufficient);
  }

  private static List<Skipped> skipped(ScanFacts facts) {
    Map<String, List<String>> byReason = new TreeMap<>(facts.found().skipped());
    byReason.putAll(facts.givenUp());
    if (!facts.faults().files().isEmpty()) {
      byReason.put(Faults.SKIPPED, facts.faults().files().stream().sorted().toList());
    }
    return byReason.entrySet().stream()
        .map(
            e ->
                new Skipped(
                    e.getKey(),
                    e.getValue().size(),
                    e.getValue().stream().limit(MOST_SKIPPED_NAMED).map(PlainText::of).toList()))
        .toList();
  }
}
