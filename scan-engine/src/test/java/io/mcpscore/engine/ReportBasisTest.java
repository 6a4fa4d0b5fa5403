package io.mcpscore.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.AdvisoryReader;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When an earlier report may stand for a new scan. */
class ReportBasisTest {

  private static final ScanBudget BUDGET = ScanBudget.DEFAULT;
  private static final SuppressionPolicy LISTED = SuppressionPolicy.LISTED;

  @Test
  void whateverDecidesReportsIsPartOfTheBasis() throws IOException {
    ScanBudget smaller =
        new ScanBudget(
            BUDGET.cloneTime(),
            BUDGET.scanTime(),
            BUDGET.transferBytes(),
            BUDGET.inflatedBytes(),
            BUDGET.fileBytes() - 1,
            BUDGET.files(),
            BUDGET.entries(),
            BUDGET.treeDepth(),
            BUDGET.pathLength(),
            Duration.ofSeconds(1));
    Set<String> bases = new HashSet<>();
    bases.add(ReportBasis.of(BUDGET, LISTED, Advisories.NONE));
    bases.add(ReportBasis.of(smaller, LISTED, Advisories.NONE));
    bases.add(
        ReportBasis.of(BUDGET, new SuppressionPolicy(true, () -> LocalDate.MIN), Advisories.NONE));
    bases.add(ReportBasis.of(BUDGET, LISTED, advisories("GHSA-1")));
    bases.add(ReportBasis.of(BUDGET, LISTED, advisories("GHSA-2")));
    assertEquals(5, bases.size());
    assertTrue(bases.contains(ReportBasis.of(BUDGET, LISTED, advisories("GHSA-1"))));
    assertNotEquals(Advisories.NONE.identity(), advisories("GHSA-1").identity());
  }

  @Test
  void aReportThatMissesSomethingByAccidentIsNotRepeatable() {
    assertTrue(ReportBasis.isRepeatable(covering(List.of("too-large"), List.of(), List.of())));
    for (String accident :
        List.of(
            "parse-timeout", "parse-crash", "parse-memory", "parser-given-up", "internal-error")) {
      assertFalse(ReportBasis.isRepeatable(covering(List.of(accident), List.of(), List.of())));
    }
    String reason = Faults.reason(new IllegalStateException());
    assertFalse(ReportBasis.isRepeatable(covering(List.of(), List.of(reason), List.of())));
    Faults faults = new Faults();
    faults.run("A part", ReportBasisTest::broken);
    assertFalse(ReportBasis.isRepeatable(covering(List.of(), List.of(), faults.sentences())));
  }

  @Test
  void aReportEndsWithTheFirstOfItsSuppressions() {
    Suppressed suppressed = new Suppressed();
    assertEquals(Optional.empty(), ReportBasis.lastDay(suppressed.report()));
    suppressed.until("2030-05-02", false).until("2030-05-01", false).until("2020-01-01", true);
    suppressed.until("soon", true).until(null, false);
    assertEquals(Optional.of(LocalDate.of(2030, 5, 1)), ReportBasis.lastDay(suppressed.report()));
  }

  private static void broken() {
    throw new IllegalStateException();
  }

  private static Report covering(List<String> skipped, List<String> notRun, List<String> notes) {
    return Suppressed.report(
        new Coverage(
            1,
            1,
            1,
            skipped.stream().map(r -> new Coverage.Skipped(r, 1, List.of("a"))).toList(),
            1,
            1,
            notRun.stream().map(r -> new Coverage.RuleNotRun("rce-eval", r)).toList(),
            notes,
            true),
        List.of());
  }

  private static Advisories advisories(String id) throws IOException {
    String line =
        """
        {"id":"%s","modified":"2026-01-01T00:00:00Z","affected":[{"package":{"ecosystem":"npm",\
        "name":"x"},"versions":["1.0.0"]}]}"""
            .formatted(id);
    return AdvisoryReader.lines(line.getBytes(StandardCharsets.UTF_8));
  }
}
