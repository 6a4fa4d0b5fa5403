package io.mcpscore.model.score;

import static io.mcpscore.model.Samples.finding;
import static io.mcpscore.model.Samples.findings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Category;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScoreCardTest {

  @Test
  void nothingFoundIsAHundred() {
    ScoreCard card = ScoreCard.of(List.of());

    assertEquals(new ScoreCard(100, Grade.A, List.of(), List.of()), card);
  }

  @ParameterizedTest
  @CsvSource({"CRITICAL,80", "HIGH,88", "MEDIUM,94", "LOW,97", "INFO,99"})
  void oneFindingCostsThePointsOfItsSeverity(Severity severity, int score) {
    assertEquals(score, scoreOf(findings(1, severity, Category.RCE)));
  }

  @ParameterizedTest
  @CsvSource({"100,A", "90,A", "89,B", "80,B", "79,C", "70,C", "69,D", "60,D", "59,F", "0,F"})
  void lettersFollowThePublishedBands(int score, Grade grade) {
    assertEquals(grade, Grade.of(score));
  }

  @Test
  void exactlyFiftyPointsOfACategoryCountInFull() {
    // 20 + 20 + 6 + 3 + 1 = 50
    List<Finding> found = join(findings(2, Severity.CRITICAL, Category.RCE), 1, 1, 1);

    assertEquals(50, scoreOf(found));
  }

  @Test
  void theFirstPointAfterFiftyCountsHalf() {
    List<Finding> found = join(findings(2, Severity.CRITICAL, Category.RCE), 1, 1, 2);

    ScoreCard card = ScoreCard.of(found);

    assertEquals(49, card.score());
    assertEquals(50.5, card.categories().getFirst().deducted());
  }

  @Test
  void aFindingThatStraddlesFiftyIsSplitThere() {
    // 20 + 20 + (10 in full and 10 halved) = 55
    ScoreCard card = ScoreCard.of(findings(3, Severity.CRITICAL, Category.RCE));

    assertEquals(45, card.score());
    assertEquals(
        List.of(20.0, 20.0, 15.0), card.deductions().stream().map(Deduction::points).toList());
  }

  @Test
  void categoriesAreHalvedApart() {
    List<Finding> found = new ArrayList<>(findings(2, Severity.CRITICAL, Category.RCE));
    found.addAll(findings(2, Severity.CRITICAL, Category.SECRETS));

    assertEquals(20, scoreOf(found));
  }

  @Test
  void theSumIsRoundedHalfUpOnceAtTheEnd() {
    // 48 + (2 + 0.5) + 1.5 = 52; rounded finding by finding it would be 48 + 3 + 2 = 53.
    List<Finding> found = new ArrayList<>(findings(4, Severity.HIGH, Category.RCE));
    found.addAll(findings(2, Severity.LOW, Category.RCE));

    assertEquals(48, scoreOf(found));
    assertEquals(49, scoreOf(found.subList(0, 5)), "50.5 lost is 51 lost");
  }

  @Test
  void theScoreNeverFallsBelowZero() {
    ScoreCard card = ScoreCard.of(findings(30, Severity.CRITICAL, Category.RCE));

    assertEquals(0, card.score());
    assertEquals(Grade.F, card.grade());
    assertEquals(0, card.categories().getFirst().score());
  }

  @Test
  void repeatedHitsOfOneCheckInOneFileCountOnceAndTheDearestPays() {
    Finding mild = finding("a", "rce-eval", Severity.LOW, Category.RCE, "src/x.ts");
    Finding dear = finding("b", "rce-eval", Severity.CRITICAL, Category.RCE, "src/x.ts");
    Finding again = finding("c", "rce-eval", Severity.CRITICAL, Category.RCE, "src/x.ts");

    ScoreCard card = ScoreCard.of(List.of(mild, dear, again));

    assertEquals(80, card.score());
    assertEquals(List.of("b"), card.deductions().stream().map(Deduction::finding).toList());
    assertEquals(3, card.categories().getFirst().findings());
  }

  @Test
  void theSameCheckInAnotherFileAndAnotherCheckInTheSameFileCountAgain() {
    Finding first = finding("a", "rce-eval", Severity.HIGH, Category.RCE, "src/x.ts");
    Finding otherFile = finding("b", "rce-eval", Severity.HIGH, Category.RCE, "src/y.ts");
    Finding otherCheck = finding("c", "rce-vm", Severity.HIGH, Category.RCE, "src/x.ts");

    assertEquals(64, scoreOf(List.of(first, otherFile, otherCheck)));
  }

  @ParameterizedTest
  @EnumSource(FileRole.class)
  void onlySourceAndConfigurationCost(FileRole role) {
    Finding found =
        finding("a", "c", Severity.HIGH, Category.RCE, "f", Evidence.PROVEN, role, null);

    ScoreCard card = ScoreCard.of(List.of(found));

    boolean costs = role == FileRole.SOURCE || role == FileRole.CONFIG;
    assertEquals(costs ? 88 : 100, card.score());
    assertEquals(1, card.categories().getFirst().findings(), "it is reported all the same");
    assertEquals(costs, !card.deductions().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "HEURISTIC,CRITICAL,97",
    "HEURISTIC,LOW,97",
    "HEURISTIC,INFO,99",
    "LIKELY,CRITICAL,80",
    "PROVEN,CRITICAL,80"
  })
  void aPatternAloneCostsAtMostWhatLowDoes(Evidence evidence, Severity severity, int score) {
    Finding found = finding("a", "c", severity, Category.RCE, "f", evidence, FileRole.SOURCE, null);

    assertEquals(score, scoreOf(List.of(found)));
  }

  @Test
  void aProvenMediumIsDearerThanAHeuristicCriticalOfTheSameCheckInTheSameFile() {
    Finding heuristic =
        finding(
            "a",
            "c",
            Severity.CRITICAL,
            Category.RCE,
            "f",
            Evidence.HEURISTIC,
            FileRole.SOURCE,
            null);
    Finding proven = finding("b", "c", Severity.MEDIUM, Category.RCE, "f");

    assertEquals(94, scoreOf(List.of(heuristic, proven)));
  }

  @Test
  void theOrderOfFindingsDoesNotChangeTheScore() {
    List<Finding> found = new ArrayList<>(findings(2, Severity.CRITICAL, Category.RCE));
    found.addAll(findings(3, Severity.MEDIUM, Category.RCE));
    found.addAll(findings(2, Severity.INFO, Category.NETWORK));
    int forward = scoreOf(found);

    Collections.reverse(found);

    assertEquals(forward, scoreOf(found));
  }

  @Test
  void deductionsExplainTheScoreDearestFirstWithinACategory() {
    List<Finding> found = new ArrayList<>(findings(1, Severity.LOW, Category.MCP));
    found.addAll(findings(1, Severity.INFO, Category.RCE));
    found.addAll(findings(1, Severity.CRITICAL, Category.RCE));

    ScoreCard card = ScoreCard.of(found);

    assertEquals(
        List.of("CRITICAL-RCE-1", "INFO-RCE-1", "LOW-MCP-1"),
        card.deductions().stream().map(Deduction::finding).toList());
    double explained = card.deductions().stream().mapToDouble(Deduction::points).sum();
    assertEquals(100 - card.score(), explained);
    assertTrue(card.categories().stream().allMatch(c -> c.score() == 100 - (int) c.deducted()));
  }

  private static int scoreOf(List<Finding> findings) {
    return ScoreCard.of(findings).score();
  }

  private static List<Finding> join(List<Finding> first, int medium, int low, int info) {
    List<Finding> out = new ArrayList<>(first);
    out.addAll(findings(medium, Severity.MEDIUM, Category.RCE));
    out.addAll(findings(low, Severity.LOW, Category.RCE));
    out.addAll(findings(info, Severity.INFO, Category.RCE));
    return out;
  }
}
