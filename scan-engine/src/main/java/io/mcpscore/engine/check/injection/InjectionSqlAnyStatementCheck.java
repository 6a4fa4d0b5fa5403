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

/** {@code injection-sql-any-statement}: tools that run any statement by design, without a limit. */
public final class InjectionSqlAnyStatementCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-sql-any-statement");

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
      if (StatementVerdict.of(context, flow) == StatementVerdict.OPEN) {
        findings.report(
            FlowDraft.of(
                flow,
                Severity.LOW,
                FlowDraft.chosen(flow) + " is a whole statement of SQL, and any may run."));
      }
    }
  }
}
