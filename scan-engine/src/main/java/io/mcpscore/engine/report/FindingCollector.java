package io.mcpscore.engine.report;

import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.model.Category;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes what one check reports and holds it to the rules that are the same for all: never above the
 * check's own severity, a pattern alone at most low, and nothing but code execution and secrets
 * outside of what the server runs.
 */
public final class FindingCollector implements FindingSink {

  private final CheckInfo info;
  private final List<Reported> reported = new ArrayList<>();

  /** Collects for one check. */
  public FindingCollector(CheckInfo info) {
    this.info = info;
  }

  @Override
  public void report(Draft draft) {
    FileRole role = draft.file().role();
    boolean loud = info.category() == Category.RCE || info.category() == Category.SECRETS;
    if (!role.deducts() && !loud) {
      return;
    }
    Severity most = draft.evidence() == Evidence.HEURISTIC ? Severity.LOW : Severity.CRITICAL;
    Severity severity = draft.severity().atMost(info.severity()).atMost(most);
    reported.add(
        new Reported(
            info,
            new Draft(
                draft.file(),
                draft.start(),
                Math.max(draft.start(), draft.end()),
                severity,
                draft.evidence(),
                draft.description(),
                draft.tool(),
                draft.trace(),
                draft.masked())));
  }

  /** What was taken, in the order of the reports. */
  public List<Reported> reported() {
    return List.copyOf(reported);
  }
}
