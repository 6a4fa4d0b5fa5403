package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code injection-sql}: values of an agent in the text of a statement that the program words.
 * Bound values are no text; a statement that is the agent's as a whole is another check's concern.
 */
public final class InjectionSqlCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-sql");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, SqlCalls.WORDS)) {
      return;
    }
    List<Flow> flows = new ArrayList<>(context.flow().into(SqlRule.ofGaps(context)));
    flows.addAll(context.flow().into(SqlRule.ofDoubleQuoted(context)));
    for (Flow flow : flows) {
      findings.report(
          FlowDraft.ofText(
              flow,
              INFO.severity(),
              FlowDraft.chosen(flow) + " reaches the text of a statement of SQL, unbound."));
    }
  }
}
