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

  /** Whoever names these knows of them. */
  private static final List<String> WRITING_STAGES = List.of("$out", "$merge");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.of(context, NosqlSinks::of);
    Interpreters.report(context, findings, INFO, rule, WORDS, "code that a document store runs");
    if (Mentions.any(context, DocumentQueries.STORES)) {
      reportForgottenGuards(context, findings);
      reportWritingPipelines(context, findings);
    }
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

  /** The program refuses code in filters, and forgets one of them. */
  private static void reportForgottenGuards(CheckContext context, FindingSink findings) {
    StageGuards guards = StageGuards.of(context);
    if (!guards.any()) {
      return;
    }
    DocumentQueries untested =
        new DocumentQueries(false, (module, value) -> guards.covers(context, module, value));
    for (Flow flow : context.flow().into(untested)) {
      if (!flow.again() && !guards.passes(context, flow)) {
        findings.report(
            FlowDraft.of(
                flow,
                Severity.MEDIUM,
                FlowDraft.chosen(flow)
                    + " goes to the store without the test that refuses code, such as $where and"
                    + " $function, in what other tools are given."));
      }
    }
  }

  /** Pipelines end in {@code $out} or {@code $merge} as well where only reading was promised. */
  private static void reportWritingPipelines(CheckContext context, FindingSink findings) {
    if (Mentions.any(context, WRITING_STAGES)) {
      return;
    }
    for (Flow flow : context.flow().into(new DocumentQueries(true, (module, value) -> false))) {
      boolean promised = StatementVerdict.claims(context, flow) || ReadOnlyMode.of(context).any();
      if (!flow.again() && promised) {
        findings.report(
            FlowDraft.of(
                flow,
                Severity.MEDIUM,
                FlowDraft.chosen(flow)
                    + " is a pipeline: a stage $out or $merge in it writes collections, although only"
                    + " reading is promised."));
      }
    }
  }
}
