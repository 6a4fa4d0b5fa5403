package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.flow.SinkRule;
import java.util.List;

/**
 * {@code injection-prototype-pollution}: members of objects that are reached by names an agent
 * chooses, one after another.
 */
public final class InjectionPrototypePollutionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-prototype-pollution");

  private static final List<String> WORDS = List.of("] = ", "] =");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkRule rule = new PollutionRule(context.program());
    Interpreters.report(
        context,
        findings,
        INFO,
        rule,
        WORDS,
        "the names on the way to a member, __proto__ among them");
  }
}
