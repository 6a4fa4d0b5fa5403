package io.mcpscore.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.AiResult;
import io.mcpscore.model.Category;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Component;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.Effect;
import io.mcpscore.model.EffectStep;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Json;
import io.mcpscore.model.KnownVulnerability;
import io.mcpscore.model.Location;
import io.mcpscore.model.Prompt;
import io.mcpscore.model.Report;
import io.mcpscore.model.Resource;
import io.mcpscore.model.Risk;
import io.mcpscore.model.Server;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Suppression;
import io.mcpscore.model.Tool;
import io.mcpscore.model.TraceStep;
import io.mcpscore.model.score.ScoreCard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Scans of a repository that has put one and the same text wherever it can put any. */
public final class HostileScan {

  /** What a repository would write into a name to take a reader over. */
  public static final List<String> TEXTS =
      List.of(
          "<script>alert('CANARY')</script>",
          "\"><img src=x onerror=alert(1)>CANARY",
          "</style></title><svg onload=alert(1)>CANARY",
          "![CANARY](https://evil.example/p.png)",
          "[CANARY](javascript:alert(1))",
          "[CANARY]: https://evil.example \"x\"",
          "https://evil.example/CANARY?a=b&c=d",
          "www.evil.example/CANARY someone@evil.example",
          "@everyone @octocat CANARY acme/repo#1 GH-1 #2",
          "| a | b |\n|---|---|\n# CANARY\n\n> quote\n- list\n```\nfence",
          "`CANARY`` ``` ~~~ **bold** __under__ ~~gone~~ $x^2$ :smile:",
          "</details></summary><details open>CANARY<!-- -->",
          "\u001b[31mCANARY\u001b]8;;https://evil.example\u0007x\u001b[0m\b\u007f\u0085",
          "\u202eYRANAC\u202c \u2066CANARY\u2069 \u200b\u200d\ufeff\u2028\u2029",
          "{0} {{1}} %s %n $1 \\1 ${jndi:ldap://evil.example} CANARY",
          "CANARY\ud800 half \udc00 pair \ud83d\ude00",
          "javascript:alert(1)//CANARY/../../etc/passwd",
          "CANARY" + "x".repeat(5000),
          "&lt;b&gt;CANARY&amp;nbsp; ]]> -->",
          "");

  private HostileScan() {}

  /** A scan with every member filled with the text. */
  public static ScanResult of(String text) {
    List<Finding> findings = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      findings.add(finding(findings.size() + 1, severity, text));
    }
    return of(findings, List.of(tool(text)), text);
  }

  /** A scan with so many findings, the worst first. */
  public static ScanResult withFindings(int count, String text) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      findings.add(finding(i + 1, Severity.values()[5 * i / count], text));
    }
    return of(findings, List.of(tool(text)), text);
  }

  private static ScanResult of(List<Finding> findings, List<Tool> tools, String text) {
    ScoreCard card = ScoreCard.of(findings);
    Report report =
        new Report(
            card.score(),
            card.grade(),
            40,
            Grade.F,
            findings,
            summary(findings),
            card.categories(),
            List.of(
                new Server(
                    text, text, text, 1, text, 1, Grade.F, 2, Grade.F, 1, summary(findings))),
            tools,
            List.of(new Prompt(text, text, text, 3, new Location(text, 3))),
            List.of(new Resource(text, text, text, text, 4, null)),
            new Coverage(
                9,
                8,
                7,
                List.of(new Coverage.Skipped("too-large", 1, List.of(text))),
                1,
                1,
                List.of(new Coverage.RuleNotRun("supply-chain-cve", text)),
                List.of(text),
                true),
            dependencies(text),
            card.deductions(),
            "1.0.0",
            "2026.1",
            null);
    Instant time = Instant.parse("2026-01-02T03:04:05Z");
    return new ScanResult(
        new CompleteScan(
            "scan_0000000000000000000000",
            "https://github.com/acme/notes",
            "0123456789abcdef0123456789abcdef01234567",
            text.isEmpty() ? null : text,
            text.isEmpty() ? null : text,
            false,
            time,
            time,
            time,
            AiResult.SKIPPED),
        report.digested());
  }

  private static Dependencies dependencies(String text) {
    KnownVulnerability known =
        new KnownVulnerability(text, List.of(text), Severity.HIGH, false, text);
    return new Dependencies(
        1,
        "2026-01-01",
        List.of(
            new Component("npm", text, text, null, null, true, false, text, 1, List.of(known)),
            new Component("pypi", text, null, text, "git", false, true, text, 2, List.of()),
            new Component(
                "npm",
                "@acme/notes",
                "1.2.3",
                null,
                null,
                true,
                false,
                "package.json",
                3,
                List.of(
                    new KnownVulnerability(
                        "CVE-2026-1", List.of("GHSA-a"), Severity.CRITICAL, false, "1.2.4")))),
        4);
  }

  private static Finding finding(int number, Severity severity, String text) {
    return new Finding(
        "finding_" + number,
        number % 2 == 0 ? "rce-eval" : "check-of-an-older-rule-set",
        "A name",
        severity,
        number % 3 == 0 ? Category.POISONING : Category.RCE,
        text,
        number,
        number + 1,
        5,
        text,
        "The tool " + text + " is bad",
        text,
        Evidence.PROVEN,
        FileRole.SOURCE,
        text,
        List.of(new TraceStep(text, 1, text), new TraceStep(text, 2, text)),
        List.of("CWE-95"),
        List.of("MCP05:2025"),
        "f".repeat(24) + number,
        number % 2 == 0
            ? new Suppression(Suppression.Kind.BASELINE, text, "2027-01-01", false, number == 2)
            : null);
  }

  private static Tool tool(String text) {
    ObjectNode schema = Json.mapper().createObjectNode().put("type", "object");
    schema.putObject("properties").putObject(text).put("description", text);
    JsonNode annotations = Json.mapper().createObjectNode().put("title", text);
    return new Tool(
        text,
        text,
        text,
        text,
        1,
        text,
        "typescript",
        "mcp-sdk-ts",
        schema,
        annotations,
        List.of(Effect.EXEC),
        List.of(new EffectStep(Effect.EXEC, List.of(new TraceStep(text, 1, text)))),
        List.of(text),
        List.of(text),
        Risk.CRITICAL,
        new Location(text, 2));
  }

  private static Map<Severity, Integer> summary(List<Finding> findings) {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, (int) findings.stream().filter(f -> f.severity() == severity).count());
    }
    return counts;
  }
}
