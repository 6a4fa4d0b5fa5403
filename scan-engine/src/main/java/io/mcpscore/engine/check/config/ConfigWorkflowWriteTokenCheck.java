package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;

/** {@code config-workflow-write-token}: workflows whose token may do everything. */
public final class ConfigWorkflowWriteTokenCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-workflow-write-token");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Workflow workflow : Workflow.of(context)) {
      for (Member m : workflow.members()) {
        if ((m.isAt("permissions") || m.isAt("jobs", "*", "permissions"))
            && "write-all".equals(m.value())) {
          findings.report(
              Facts.at(
                  workflow.file(),
                  m,
                  Severity.LOW,
                  "Every action of the workflow gets a token that may change everything."));
        }
      }
    }
  }
}
