package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.stream.IntStream;

/** Runs the rule of one interpreter, where the program names that interpreter at all. */
final class Interpreters {

  private Interpreters() {}

  /**
   * Reports what agents reach.
   *
   * @param words modules that hold none of them hold no sink
   * @param what the sink in a sentence
   */
  static void report(
      CheckContext context,
      FindingSink findings,
      CheckInfo info,
      SinkRule rule,
      List<String> words,
      String what) {
    report(context, findings, info.severity(), rule, words, what);
  }

  /**
   * The same for a part of a check that does less harm.
   *
   * @param severity what a proven way is worth
   */
  static void report(
      CheckContext context,
      FindingSink findings,
      Severity severity,
      SinkRule rule,
      List<String> words,
      String what) {
    if (Mentions.any(context, words)) {
      for (Flow flow : context.flow().into(new Mentioning(rule, words))) {
        String description = FlowDraft.chosen(flow) + " reaches " + what + ".";
        findings.report(FlowDraft.ofText(flow, severity, description));
      }
    }
  }

  /** The nodes that are there. */
  static List<Integer> present(int... nodes) {
    return IntStream.of(nodes).filter(n -> n != SyntaxTree.NONE).distinct().boxed().toList();
  }
}
