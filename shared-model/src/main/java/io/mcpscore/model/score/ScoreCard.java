package io.mcpscore.model.score;

import io.mcpscore.model.Category;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The published score of a list of findings.
 *
 * <p>Rules, in the order they apply: a finding outside source and configuration costs nothing; of
 * several findings of one check in one file only the dearest costs; {@code heuristic} evidence
 * costs at most what {@code low} does; within a category the first 50 points count in full and
 * every point after that half, a finding that straddles 50 being split there; the sum is rounded
 * half up once, at the end; the score is never below 0.
 *
 * @param score 0 to 100
 * @param grade letter of the score
 * @param categories one entry per category that has findings, in declaration order
 * @param deductions every point lost, dearest first within a category
 */
public record ScoreCard(
    int score, Grade grade, List<CategoryScore> categories, List<Deduction> deductions) {

  private static final int FULL_POINTS = 50;

  /** Copies the lists. */
  public ScoreCard {
    categories = List.copyOf(categories);
    deductions = List.copyOf(deductions);
  }

  /**
   * Computes the card.
   *
   * @param findings in the report's order, each with its id
   */
  public static ScoreCard of(List<Finding> findings) {
    Map<Category, List<Finding>> payers = new EnumMap<>(Category.class);
    Map<Category, Integer> counts = new EnumMap<>(Category.class);
    findings.forEach(f -> counts.merge(f.category(), 1, Integer::sum));
    dearestPerCheckAndFile(findings)
        .forEach(f -> payers.computeIfAbsent(f.category(), c -> new ArrayList<>()).add(f));

    List<CategoryScore> categories = new ArrayList<>();
    List<Deduction> deductions = new ArrayList<>();
    double total = 0;
    for (Map.Entry<Category, Integer> entry : counts.entrySet()) {
      Category category = entry.getKey();
      double lost = 0;
      for (Deduction d : deduct(payers.getOrDefault(category, List.of()))) {
        deductions.add(d);
        lost += d.points();
      }
      categories.add(new CategoryScore(category, remaining(lost), lost, entry.getValue()));
      total += lost;
    }
    int score = remaining(total);
    return new ScoreCard(score, Grade.of(score), categories, deductions);
  }

  /** Points before halving: what the severity costs, capped for a pattern alone. */
  static int points(Finding finding) {
    if (!finding.role().deducts() || finding.isLifted()) {
      return 0;
    }
    int points = finding.severity().points();
    return finding.evidence() == Evidence.HEURISTIC
        ? Math.min(points, Severity.LOW.points())
        : points;
  }

  private static Iterable<Finding> dearestPerCheckAndFile(List<Finding> findings) {
    record Spot(String checkId, String file) {}
    Map<Spot, Finding> dearest = new LinkedHashMap<>();
    for (Finding f : findings) {
      if (points(f) > 0) {
        dearest.merge(new Spot(f.checkId(), f.file()), f, (a, b) -> points(b) > points(a) ? b : a);
      }
    }
    return dearest.values();
  }

  private static List<Deduction> deduct(List<Finding> payers) {
    List<Finding> dearestFirst = new ArrayList<>(payers);
    dearestFirst.sort(Comparator.comparingInt(ScoreCard::points).reversed());
    List<Deduction> out = new ArrayList<>();
    int before = 0;
    for (Finding f : dearestFirst) {
      int points = points(f);
      int full = Math.clamp(FULL_POINTS - before, 0, points);
      out.add(new Deduction(f.id(), f.checkId(), f.category(), full + (points - full) / 2.0));
      before += points;
    }
    return out;
  }

  private static int remaining(double lost) {
    return (int) Math.max(0, 100 - Math.floor(lost + 0.5));
  }
}
