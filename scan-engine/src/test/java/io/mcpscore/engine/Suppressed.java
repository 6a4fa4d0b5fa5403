package io.mcpscore.engine;

import io.mcpscore.model.Category;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Report;
import io.mcpscore.model.Severity;
import io.mcpscore.model.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes reports whose findings are suppressed. */
final class Suppressed {

  private final List<Finding> findings = new ArrayList<>();

  /** One more finding; a null date is a suppression without end. */
  Suppressed until(String date, boolean expired) {
    findings.add(
        new Finding(
            "finding_1",
            "rce-eval",
            "eval() Usage",
            Severity.LOW,
            Category.RCE,
            "a.py",
            1,
            1,
            1,
            "",
            "",
            "",
            Evidence.HEURISTIC,
            FileRole.SOURCE,
            null,
            List.of(),
            List.of(),
            List.of(),
            "f",
            new Suppression(Suppression.Kind.INLINE, "why", date, expired, false)));
    return this;
  }

  Report report() {
    return report(new Coverage(1, 1, 1, List.of(), 1, 1, List.of(), List.of(), true), findings);
  }

  static Report report(Coverage coverage, List<Finding> findings) {
    return new Report(
        90,
        Grade.A,
        90,
        Grade.A,
        findings,
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        coverage,
        new Dependencies(0, null, List.of(), 0),
        List.of(),
        "1",
        "1",
        null);
  }
}
