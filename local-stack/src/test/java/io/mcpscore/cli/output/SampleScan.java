package io.mcpscore.cli.output;

import io.mcpscore.model.AiResult;
import io.mcpscore.model.Category;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Location;
import io.mcpscore.model.Report;
import io.mcpscore.model.Risk;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.model.TraceStep;
import io.mcpscore.model.score.ScoreCard;
import io.mcpscore.report.ScanResult;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A small scan with what is hard to show: hostile names, a trace, nothing at all. */
final class SampleScan {

  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private SampleScan() {}

  /** One tool that runs commands, and two findings. */
  static ScanResult two() {
    return of(
        List.of(
            finding("finding_1", "rce-eval", Severity.CRITICAL, "src/run me.ts"),
            finding("finding_2", "network-hardcoded-ip", Severity.MEDIUM, "src/a|b.ts")),
        true);
  }

  /** Nothing found, and not enough read. */
  static ScanResult none() {
    return of(List.of(), false);
  }

  private static ScanResult of(List<Finding> findings, boolean sufficient) {
    ScoreCard card = ScoreCard.of(findings);
    Map<Severity, Integer> summary = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      summary.put(severity, (int) findings.stream().filter(f -> f.severity() == severity).count());
    }
    Report report =
        new Report(
            card.score(),
            card.grade(),
            40,
            Grade.F,
            findings,
            summary,
            card.categories(),
            List.of(),
            List.of(tool()),
            List.of(),
            List.of(),
            coverage(sufficient),
            new Dependencies(3, null, List.of(), 0),
            card.deductions(),
            "1.2.3",
            "7",
            null);
    Instant time = Instant.parse("2026-01-02T03:04:05.678Z");
    return new ScanResult(
        new CompleteScan(
            "scan_0000000000000000000000",
            "https://github.com/acme/notes",
            COMMIT,
            null,
            null,
            false,
            time,
            time,
            time,
            AiResult.SKIPPED),
        report.digested());
  }

  private static Finding finding(String id, String check, Severity severity, String file) {
    boolean traced = severity == Severity.CRITICAL;
    return new Finding(
        id,
        check,
        "Name of " + check,
        severity,
        Category.RCE,
        file,
        12,
        13,
        5,
        "eval(x)",
        "Runs text as code.",
        "Do not.",
        traced ? Evidence.PROVEN : Evidence.HEURISTIC,
        FileRole.SOURCE,
        traced ? "run" : null,
        traced
            ? List.of(
                new TraceStep("src/run me.ts", 3, "argument"), new TraceStep("b.ts", 9, "eval"))
            : List.of(),
        List.of("CWE-95"),
        List.of("MCP05:2025"),
        "f".repeat(16) + id,
        null);
  }

  private static Tool tool() {
    return new Tool(
        "run\u001b[31m\u202e`|",
        null,
        "Runs\na command @everyone",
        "src/run me.ts",
        2,
        "",
        "typescript",
        "mcp-sdk-ts",
        null,
        null,
        List.of(Effect.EXEC, Effect.FS_READ),
        List.of(),
        List.of(),
        List.of(),
        Risk.CRITICAL,
        new Location("src/run me.ts", 2));
  }

  private static Coverage coverage(boolean sufficient) {
    return new Coverage(
        20,
        10,
        9,
        List.of(new Coverage.Skipped("too-large", 1, List.of("big.js"))),
        1,
        1,
        List.of(new Coverage.RuleNotRun("supply-chain-cve", "advisories")),
        List.of("A note."),
        sufficient);
  }
}
