package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import java.util.List;

/** {@code injection-nosql}: code and commands of document stores, worded by an agent. */
public final class InjectionNosqlCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-nosql");

  private static final List<String> WORDS =
      List.of(
          "\"$where",
          "'$where",
          "$where:",
          "$function",
          "mapReduce",
          "map_reduce",
          "mongo",
          "redis",
          "Redis");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.of(context, NosqlSinks::of);
    Interpreters.report(context, findings, INFO, rule, WORDS, "code that a document store runs");
    if (Mentions.any(context, ScopedFilters.STORES)) {
      for (Flow flow : context.flow().into(new ScopedFilters(context))) {
        if (!flow.again() && OpenArguments.begin(context, flow)) {
          String what =
              FlowDraft.chosen(flow)
                  + " names the conditions of a query, which replace the one that limits it.";
          findings.report(FlowDraft.of(flow, INFO.severity(), what));
        }
      }
    }
  }
}
