package io.mcpscore.cli.diff;

import io.mcpscore.cli.Columns;
import io.mcpscore.model.Finding;
import io.mcpscore.report.SafeText;
import io.mcpscore.report.Verdict;
import io.mcpscore.report.diff.PointChange;
import io.mcpscore.report.diff.RugPull;
import io.mcpscore.report.diff.ScanDiff;
import io.mcpscore.report.diff.ScoreChange;
import java.util.List;

/** A difference for people at a terminal. */
final class DiffSummary {

  private DiffSummary() {}

  static String render(ScanDiff diff) {
    StringBuilder out = new StringBuilder();
    out.append("Score   ").append(change(diff.score())).append('\n');
    out.append("Safety  ").append(change(diff.safetyScore())).append('\n');
    diff.notes().forEach(note -> out.append(note).append('\n'));
    out.append('\n').append(SafeText.count(diff.rugPull().size(), "change"));
    out.append(" behind approved names\n");
    Columns pulls = new Columns("  ");
    for (RugPull pull : diff.rugPull()) {
      pulls.row(pull.severity().key(), pull.kind().key(), SafeText.line(pull.message()));
    }
    out.append(pulls);
    findings(out, "new", diff.findings().appeared());
    findings(out, "fixed", diff.findings().fixed());
    out.append('\n').append(diff.findings().unchanged().size()).append(" unchanged\n");
    points(out, diff.deductions());
    return out.toString();
  }

  private static void findings(StringBuilder out, String what, List<Finding> findings) {
    out.append('\n').append(findings.size()).append(' ').append(what).append('\n');
    Columns columns = new Columns("  ");
    for (Finding finding : findings) {
      columns.row(
          finding.severity().key(),
          finding.checkId(),
          SafeText.line(finding.file()) + ":" + finding.line());
    }
    out.append(columns);
  }

  private static void points(StringBuilder out, List<PointChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    out.append("\nPoints\n");
    Columns columns = new Columns("  ");
    for (PointChange change : changes) {
      String delta = (change.delta() > 0 ? "+" : "") + Verdict.points(change.delta());
      columns.row(delta, change.status().key(), change.checkId(), SafeText.line(change.file()));
    }
    out.append(columns);
  }

  private static String change(ScoreChange score) {
    return "%d -> %d (%+d)".formatted(score.before(), score.after(), score.delta());
  }
}
