package io.mcpscore.report.diff;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mcpscore.model.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings, told apart by their fingerprints.
 *
 * @param appeared in the later scan alone; {@code new} on the wire
 * @param fixed in the earlier scan alone
 * @param unchanged in both
 */
public record FindingChanges(
    @JsonProperty("new") List<Finding> appeared, List<Finding> fixed, List<Same> unchanged) {

  /**
   * A finding of both scans.
   *
   * @param fingerprint of both
   * @param checkId of both
   * @param before its id in the earlier scan
   * @param after its id in the later scan
   * @param changes what is judged otherwise: severity, evidence, tool, suppression
   */
  public record Same(
      String fingerprint,
      String checkId,
      String before,
      String after,
      List<MemberChange> changes) {}

  static FindingChanges of(Matches<Finding> matches) {
    return new FindingChanges(
        matches.appeared(),
        matches.vanished(),
        matches.pairs().stream().map(FindingChanges::same).toList());
  }

  private static Same same(Matches.Pair<Finding> pair) {
    Finding before = pair.before();
    Finding after = pair.after();
    List<MemberChange> changes = new ArrayList<>();
    MemberChange.add(changes, "severity", before.severity(), after.severity());
    MemberChange.add(changes, "evidence", before.evidence(), after.evidence());
    MemberChange.add(changes, "tool", before.tool(), after.tool());
    MemberChange.add(changes, "suppressed", before.suppressed(), after.suppressed());
    return new Same(after.fingerprint(), after.checkId(), before.id(), after.id(), changes);
  }
}
