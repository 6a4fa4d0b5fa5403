package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.flow.Flow;

/** {@code injection-regex-state}: forbidden texts that a test lets through the second time. */
public final class InjectionRegexStateCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-regex-state");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    RememberingTests rule = new RememberingTests(context);
    if (context.program().modules().stream().noneMatch(rule::concerns)) {
      return;
    }
    for (Flow flow : context.flow().into(rule)) {
      if (!flow.again()) {
        findings.report(
            FlowDraft.of(
                flow,
                INFO.severity(),
                FlowDraft.chosen(flow)
                    + " is tested by an expression with the flag g or y that outlives the call: after"
                    + " a match the next test begins behind it, and what was refused passes when it"
                    + " is sent again."));
      }
    }
  }
}
