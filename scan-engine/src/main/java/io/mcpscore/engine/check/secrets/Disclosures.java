package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Locale;

/**
 * Reports where secrets go.
 *
 * @param info entry of the check
 * @param likely severity where no handler was shown to run the code
 * @param what where they go, as the end of a sentence
 */
record Disclosures(CheckInfo info, Severity likely, String what) {

  /** Reports every sink that a secret reaches. */
  void report(CheckContext context, SinkRule rule, FindingSink findings) {
    for (Flow flow : context.flow().into(rule)) {
      findings.report(draft(flow));
    }
  }

  private Draft draft(Flow flow) {
    SyntaxTree tree = flow.module().tree();
    boolean proven = flow.evidence() == Evidence.PROVEN;
    String source = flow.trace().getFirst().label();
    return new Draft(
        flow.module().file(),
        tree.start(flow.call()),
        tree.end(flow.call()),
        proven ? info.severity() : likely,
        flow.evidence(),
        source.substring(0, 1).toUpperCase(Locale.ROOT)
            + source.substring(1)
            + " "
            + what
            + ".",
        flow.tool(),
        flow.trace(),
        List.of());
  }
}
