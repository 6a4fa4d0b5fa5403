package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/**
 * {@code config-workflow-pull-request-target}: workflows that have the rights and secrets of the
 * repository and check out what a stranger proposes.
 */
public final class ConfigWorkflowPullRequestTargetCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-workflow-pull-request-target");
  private static final Pattern HEAD =
      Pattern.compile(
          "github\\.event\\.pull_request\\.head\\.|github\\.head_ref|refs/pull/|github\\.event\\.workflow_run\\.head_");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Workflow workflow : Workflow.of(context)) {
      boolean target = workflow.triggers().contains("pull_request_target");
      if (!target && !workflow.triggers().contains("workflow_run")) {
        continue;
      }
      for (Member m : workflow.members()) {
        boolean checkout =
            m.isAt("jobs", "*", "steps", "*", "with", "ref")
                || m.isAt("jobs", "*", "steps", "*", "with", "repository");
        if (checkout && m.value() != null && HEAD.matcher(m.value()).find()) {
          report(workflow, m, target, findings);
          break;
        }
      }
    }
  }

  private static void report(Workflow workflow, Member at, boolean target, FindingSink findings) {
    String job = at.path().get(1);
    boolean guarded =
        workflow.members().stream()
            .anyMatch(m -> m.isAt("jobs", job, "if") || m.isAt("jobs", job, "environment"));
    boolean runs =
        workflow.members().stream()
            .anyMatch(
                m ->
                    m.start() > at.start()
                        && m.value() != null
                        && (m.isAt("jobs", job, "steps", "*", "run")
                            || (m.isAt("jobs", job, "steps", "*", "uses")
                                && m.value().startsWith("./"))));
    boolean loud = target && runs && !guarded;
    WorkflowGate gate = new WorkflowGate(workflow, job);
    if (gate.stands()) {
      findings.report(
          Facts.at(
              workflow.file(),
              at,
              Severity.LOW,
              "The job checks out what a stranger proposes, after somebody has let it in and with a"
                  + " token that may only read: what was looked at must be what then runs."));
      return;
    }
    findings.report(
        Facts.at(
            workflow.file(),
            at,
            loud ? Severity.HIGH : Severity.MEDIUM,
            "The job checks out what a stranger proposes"
                + (runs ? " and runs commands in it" : "")
                + ", with the repository's own token and secrets at hand."));
  }
}
