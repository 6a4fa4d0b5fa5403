package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;

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
        case WRITES_FILES ->
            findings.report(
                FlowDraft.of(
                    flow,
                    Severity.MEDIUM,
                    FlowDraft.chosen(flow)
                        + " is a whole statement; what keeps it from changing data lets it write"
                        + " files of the machine: SELECT … INTO OUTFILE."));
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
    for (Flow flow : StatementFlows.of(context).stream().limit(1).toList()) {
      DuckFiles.of(context).forEach(opening -> findings.report(draft(flow, opening)));
    }
  }

  /** A data base that is opened for reading; the flow says that statements of agents reach it. */
  private static Draft draft(Flow flow, DuckFiles.Opening opening) {
    SyntaxTree tree = opening.module().tree();
    return new Draft(
        opening.module().file(),
        tree.start(opening.call()),
        tree.end(opening.call()),
        Severity.MEDIUM,
        flow.evidence(),
        "The data base is opened for reading, and "
            + FlowDraft.chosen(flow)
            + " is run on it as a whole statement: COPY … TO and ATTACH write files all the same, as"
            + " long as enable_external_access is on.",
        flow.tool(),
        List.of(),
        List.of());
  }
}
