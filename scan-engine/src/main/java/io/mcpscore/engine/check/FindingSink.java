package io.mcpscore.engine.check;

import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import java.util.List;

/** Takes what a check found. */
public interface FindingSink {

  /** Reports one spot. */
  void report(Draft draft);

  /**
   * One spot. What is left out here (title, category, CWE, role, ids) comes from the check's entry
   * and from the file.
   *
   * @param file where
   * @param start first byte
   * @param end byte after the last
   * @param severity what the evidence allows, never more than the entry's
   * @param evidence how well it is shown
   * @param description why this very spot is a problem
   * @param tool name of the tool that reaches it, or null
   * @param trace from entry to sink, or empty
   * @param masked byte ranges {@code [from, to)} in the file that no snippet may show
   */
  record Draft(
      SourceFile file,
      int start,
      int end,
      Severity severity,
      Evidence evidence,
      String description,
      String tool,
      List<TraceStep> trace,
      List<int[]> masked) {}
}
