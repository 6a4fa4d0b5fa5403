package io.mcpscore.report.diff;

import com.fasterxml.jackson.annotation.JsonValue;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Report;
import io.mcpscore.model.score.Deduction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What one finding cost then and costs now. A finding of both scans changes its price when it is
 * judged otherwise, and when others of its category come or go: past 50 points half is charged.
 *
 * @param status whether the finding is new, fixed, or in both scans
 * @param finding its id in the later scan, or in the earlier one when it is fixed
 * @param checkId its check
 * @param file where it is
 * @param before points then
 * @param after points now
 * @param delta points won, negative when lost
 */
public record PointChange(
    Status status,
    String finding,
    String checkId,
    String file,
    double before,
    double after,
    double delta) {

  /** What became of a finding. */
  public enum Status {
    NEW,
    FIXED,
    UNCHANGED;

    /** The lower-case name that the HTTP contract uses. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Every change, the greatest loss first. */
  static List<PointChange> of(Matches<Finding> matches, Report before, Report after) {
    Map<String, Double> then = prices(before);
    Map<String, Double> now = prices(after);
    List<PointChange> out = new ArrayList<>();
    for (Finding finding : matches.appeared()) {
      add(out, Status.NEW, finding, 0, now.getOrDefault(finding.id(), 0.0));
    }
    for (Finding finding : matches.vanished()) {
      add(out, Status.FIXED, finding, then.getOrDefault(finding.id(), 0.0), 0);
    }
    for (Matches.Pair<Finding> pair : matches.pairs()) {
      double cost = then.getOrDefault(pair.before().id(), 0.0);
      add(out, Status.UNCHANGED, pair.after(), cost, now.getOrDefault(pair.after().id(), 0.0));
    }
    out.sort(Comparator.comparingDouble(PointChange::delta));
    return out;
  }

  private static void add(
      List<PointChange> out, Status status, Finding finding, double before, double after) {
    if (Double.compare(before, after) != 0) {
      out.add(
          new PointChange(
              status,
              finding.id(),
              finding.checkId(),
              finding.file(),
              before,
              after,
              before - after));
    }
  }

  private static Map<String, Double> prices(Report report) {
    Map<String, Double> out = new HashMap<>();
    for (Deduction deduction : report.deductions()) {
      out.merge(deduction.finding(), deduction.points(), Double::sum);
    }
    return out;
  }
}
