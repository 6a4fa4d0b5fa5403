package io.mcpscore.gateway;

import io.mcpscore.model.Category;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import io.mcpscore.model.Risk;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Tool;
import io.mcpscore.model.TraceStep;
import io.mcpscore.model.score.ScoreCard;
import java.util.List;
import java.util.Map;

/** Reports as a worker writes them. */
final class SampleReport {

  private SampleReport() {}

  /**
   * A report with one finding and one tool.
   *
   * @param fingerprint of the finding
   * @param description what the tool tells the model
   * @param effects what the tool can do
   */
  static String json(String fingerprint, String description, Effect... effects) {
    List<Finding> findings = List.of(finding(fingerprint));
    ScoreCard card = ScoreCard.of(findings);
    return Json.write(
        new Report(
                card.score(),
                card.grade(),
                50,
                Grade.F,
                findings,
                Map.of(Severity.CRITICAL, 1),
                card.categories(),
                List.of(),
                List.of(tool(description, List.of(effects))),
                List.of(),
                List.of(),
                new Coverage(3, 2, 2, List.of(), 1, 1, List.of(), List.of(), true),
                new Dependencies(1, null, List.of(), 0),
                card.deductions(),
                "1",
                "rules-1",
                null)
            .digested());
  }

  private static Finding finding(String fingerprint) {
    return new Finding(
        "finding_1",
        "rce-eval",
        "eval() Usage",
        Severity.CRITICAL,
        Category.RCE,
        "src/index.ts",
        42,
        42,
        3,
        "eval(x)",
        "A value that the agent passes is run.",
        "Do not.",
        Evidence.PROVEN,
        FileRole.SOURCE,
        "run",
        List.of(new TraceStep("src/index.ts", 40, "argument")),
        List.of("CWE-95"),
        List.of("MCP05:2025"),
        fingerprint,
        null);
  }

  private static Tool tool(String description, List<Effect> effects) {
    return new Tool(
        "run",
        null,
        description,
        "src/index.ts",
        1,
        "",
        "typescript",
        "mcp-sdk-ts",
        null,
        null,
        effects,
        List.of(),
        List.of(),
        List.of(),
        Risk.HIGH,
        null);
  }
}
