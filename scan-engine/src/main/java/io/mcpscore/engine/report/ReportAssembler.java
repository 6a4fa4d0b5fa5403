package io.mcpscore.engine.report;

import io.mcpscore.engine.EngineVersion;
import io.mcpscore.engine.Faults;
import io.mcpscore.engine.report.PartResult.DeclaredServer;
import io.mcpscore.engine.report.PartResult.Hidden;
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
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Puts the report together: findings, tools, scores, coverage, digest. A pure function. */
public final class ReportAssembler {

  private static final int MOST_SKIPPED_NAMED = 20;

  private ReportAssembler() {}

  /** The report of a scan, carrying its digest. */
  public static Report assemble(ScanFacts facts) {
    PartSum sum = new PartSum(facts.parts());
    List<Finding> findings = findings(facts, sum);
    List<Tool> tools = ToolList.weighed(sum.all("tools", PartResult::tools, Tool::file), findings);
    ScoreCard card = ScoreCard.of(findings);
    SafetyScore safety = SafetyScore.of(tools, findings);
    List<DeclaredServer> declared = sum.all("servers", PartResult::servers, DeclaredServer::file);
    List<Server> servers = ServerList.of(declared, tools, findings, facts.faults());
    List<Prompt> prompts = sum.all("prompts", PartResult::prompts, Prompt::file);
    List<Resource> resources = sum.all("resources", PartResult::resources, Resource::file);
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
            coverage(facts, tools, sum.notes()),
            ComponentList.of(facts.dependencies(), facts.advisories()),
            card.deductions(),
            EngineVersion.ENGINE,
            EngineVersion.RULE_SET,
            null)
        .digested();
  }

  /** What a part hides is hidden in the snippets of all findings about its files. */
  private static List<Finding> findings(ScanFacts facts, PartSum sum) {
    List<Hidden> hidden =
        Stream.concat(
                facts.parts().stream().flatMap(p -> p.hidden().stream()),
                FindingList.hidden(facts.reported()).stream())
            .toList();
    List<Finding> all = new ArrayList<>(sum.findings());
    all.addAll(FindingList.of(facts.reported(), hidden, facts.faults()));
    return FindingList.numbered(all, facts.suppressions());
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

  private static Coverage coverage(ScanFacts facts, List<Tool> tools, List<String> tooMuch) {
    int sources =
        (int)
            facts.found().files().stream()
                .filter(f -> f.language() != null && f.role() == FileRole.SOURCE)
                .count();
    int sourceFiles = sources + facts.found().codeLeftOut().size();
    int analysed = facts.parts().stream().mapToInt(PartResult::filesAnalysed).sum();
    int resolved = (int) tools.stream().filter(t -> t.handler() != null).count();
    boolean sufficient =
        !tools.isEmpty()
            && 2 * analysed >= sourceFiles
            && 2 * resolved >= tools.size()
            && facts.parts().stream().allMatch(PartResult::flows);
    List<String> extraction =
        facts.parts().stream().flatMap(p -> p.notes().stream()).distinct().sorted().toList();
    return new Coverage(
        facts.found().filesSeen(),
        sourceFiles,
        analysed,
        skipped(facts),
        tools.size(),
        resolved,
        facts.rulesNotRun(),
        Stream.of(extraction, facts.notes(), tooMuch, facts.faults().sentences())
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
