package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.model.Severity;

/**
 * {@code injection-sql-readonly-bypass}: tools that say they only read, and run whole statements of
 * an agent behind a test that writing statements pass, or behind none.
 */
public final class InjectionSqlReadonlyBypassCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-sql-readonly-bypass");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, SqlCalls.WORDS)) {
      return;
    }
    for (Flow flow : StatementFlows.of(context)) {
      switch (StatementVerdict.of(context, flow)) {
        case BYPASSED ->
            findings.report(
                FlowDraft.of(
                    flow,
                    Severity.HIGH,
                    FlowDraft.chosen(flow)
                        + " is a whole statement; the test that should keep it to reading lets"
                        + " statements through that write."));
        case CLAIMED ->
            findings.report(
                FlowDraft.of(
                    flow,
                    Severity.MEDIUM,
                    FlowDraft.chosen(flow)
                        + " is a whole statement; the tool says that it only reads, and nothing"
                        + " holds it to that."));
        case OPEN, KEPT -> {}
      }
    }
  }
}
