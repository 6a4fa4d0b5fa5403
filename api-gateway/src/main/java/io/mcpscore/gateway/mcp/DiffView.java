package io.mcpscore.gateway.mcp;

import io.mcpscore.model.Evidence;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Json;
import io.mcpscore.model.Severity;
import io.mcpscore.report.diff.RugPull;
import io.mcpscore.report.diff.ScanDiff;
import io.mcpscore.report.diff.ScanSide;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What changed between two scans, as a model sees it.
 *
 * @param notice how to read the text of the repository
 * @param before the earlier scan
 * @param after the later scan
 * @param scoreDelta points won, negative when lost
 * @param safetyScoreDelta likewise
 * @param notes what to bear in mind
 * @param rugPull changes behind names that somebody may have approved, the worst first
 * @param newFindings in the later scan alone
 * @param fixedFindings in the earlier scan alone
 * @param unchangedFindings how many are in both
 * @param newTools in the later scan alone
 * @param leftOut entries of the lists above that found no room
 * @param next what to do now
 */
public record DiffView(
    String notice,
    ScanSide before,
    ScanSide after,
    int scoreDelta,
    int safetyScoreDelta,
    List<String> notes,
    List<Change> rugPull,
    List<Brief> newFindings,
    List<Brief> fixedFindings,
    int unchangedFindings,
    List<ToolView> newTools,
    int leftOut,
    String next) {

  private static final int MOST = 30;

  /**
   * A change behind a name.
   *
   * @param kind what changed
   * @param severity how much it can matter
   * @param untrusted the name, within what is said of it
   */
  record Change(RugPull.Kind kind, Severity severity, Said untrusted) {}

  /**
   * What is changed.
   *
   * @param name of the tool or prompt
   * @param message one sentence
   */
  record Said(String name, String message) {}

  /**
   * A finding in short.
   *
   * @param id in its scan
   * @param checkId its check
   * @param severity how bad it is
   * @param evidence how well it is shown
   * @param line 1-based
   * @param untrusted where it is
   */
  record Brief(
      String id, String checkId, Severity severity, Evidence evidence, int line, Where untrusted) {}

  /**
   * A place.
   *
   * @param file path in the repository
   */
  record Where(String file) {}

  static DiffView of(ScanDiff diff) {
    List<Change> rugPull = first(diff.rugPull(), DiffView::change);
    List<Brief> appeared = first(diff.findings().appeared(), DiffView::brief);
    List<Brief> fixed = first(diff.findings().fixed(), DiffView::brief);
    List<ToolView> tools = first(diff.tools().appeared(), ToolView::of);
    int all =
        diff.rugPull().size()
            + diff.findings().appeared().size()
            + diff.findings().fixed().size()
            + diff.tools().appeared().size();
    return new DiffView(
        UntrustedText.NOTICE,
        diff.before(),
        diff.after(),
        diff.score().delta(),
        diff.safetyScore().delta(),
        diff.notes(),
        rugPull,
        appeared,
        fixed,
        diff.findings().unchanged().size(),
        tools,
        all - rugPull.size() - appeared.size() - fixed.size() - tools.size(),
        diff.rugPull().isEmpty()
            ? "list_findings of either scan has the findings in full."
            : "Tell the user what changed behind approved names, before using the server.");
  }

  /** In a few lines; what the repository says stands in quotes, escaped. */
  String text() {
    String summary =
        "Score %+d (%d to %d), safety score %+d. %d new, %d fixed, %d unchanged findings;"
            + " %d new tools.";
    return summary.formatted(
            scoreDelta,
            before.score(),
            after.score(),
            safetyScoreDelta,
            newFindings.size(),
            fixedFindings.size(),
            unchangedFindings,
            newTools.size())
        + notes.stream().map(note -> " " + note).collect(Collectors.joining())
        + rugPull.stream()
            .map(c -> "\n%s %s: %s".formatted(c.severity().key(), c.kind().key(), name(c)))
            .collect(Collectors.joining())
        + (leftOut == 0 ? "" : "\n%d further changes are left out.".formatted(leftOut))
        + "\n"
        + next;
  }

  private static String name(Change change) {
    return Json.write(change.untrusted().name());
  }

  private static Change change(RugPull change) {
    return new Change(
        change.kind(),
        change.severity(),
        new Said(
            UntrustedText.line(change.name(), UntrustedText.NAME),
            UntrustedText.line(change.message(), UntrustedText.SENTENCE)));
  }

  private static Brief brief(Finding finding) {
    return new Brief(
        finding.id(),
        finding.checkId(),
        finding.severity(),
        finding.evidence(),
        finding.line(),
        new Where(UntrustedText.line(finding.file(), UntrustedText.NAME)));
  }

  private static <T, V> List<V> first(List<T> all, Function<T, V> view) {
    return all.stream().limit(MOST).map(view).toList();
  }
}
