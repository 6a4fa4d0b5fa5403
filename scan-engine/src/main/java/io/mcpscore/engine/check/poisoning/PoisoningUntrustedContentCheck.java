package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** {@code poisoning-untrusted-content}: pages and mails that go into the context as they are. */
public final class PoisoningUntrustedContentCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-untrusted-content");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Flow flow : context.flow().into(new FetchedText(context.program()))) {
      if (flow.tool() != null) {
        findings.report(draft(flow));
      }
    }
  }

  private static Draft draft(Flow flow) {
    SyntaxTree tree = flow.module().tree();
    return new Draft(
        flow.module().file(),
        tree.start(flow.call()),
        tree.end(flow.call()),
        INFO.severity(),
        flow.evidence(),
        "The tool " + flow.tool() + " returns text that strangers wrote, unmarked.",
        flow.tool(),
        flow.trace(),
        List.of());
  }
}
