package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code config-workflow-script-injection}: texts of strangers that are put into a script before
 * the shell reads it.
 */
public final class ConfigWorkflowScriptInjectionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-workflow-script-injection");

  /** Events that anybody can cause, and that run with the repository's own token. */
  private static final Set<String> ANYBODY =
      Set.of(
          "issues",
          "issue_comment",
          "pull_request_target",
          "discussion",
          "discussion_comment",
          "workflow_run");

  private static final Pattern TEXT =
      Pattern.compile(
          "\\$\\{\\{[^}\\n]{0,200}?(?:"
              + "github\\.event\\.(?:issue|pull_request|discussion|comment|review|review_comment)\\.(?:title|body)\\b"
              + "|github\\.event\\.pull_request\\.head\\.(?:ref|label)\\b"
              + "|github\\.event\\.pull_request\\.head\\.repo\\.default_branch\\b"
              + "|github\\.event\\.workflow_run\\.(?:head_branch|display_title|head_commit\\.message)\\b"
              + "|github\\.event\\.head_commit\\.(?:message|author\\.(?:name|email))\\b"
              + "|github\\.event\\.commits\\[[^\\]]{0,20}]\\.(?:message|author\\.(?:name|email))\\b"
              + "|github\\.head_ref\\b"
              + "|toJSON\\(github(?:\\.event(?:\\.(?:issue|comment|pull_request))?)?\\))[^}\\n]{0,200}\\}\\}");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Workflow workflow : Workflow.of(context)) {
      boolean anybody = !Collections.disjoint(workflow.triggers(), ANYBODY);
      for (Member m : workflow.members()) {
        boolean script =
            m.isAt("jobs", "*", "steps", "*", "run")
                || m.isAt("jobs", "*", "steps", "*", "with", "script");
        if (script && m.value() != null) {
          look(workflow, m, anybody, findings);
        }
      }
    }
  }

  private static void look(Workflow workflow, Member m, boolean anybody, FindingSink findings) {
    String latin =
        new String(
            workflow.file().text().bytes(),
            m.start(),
            m.end() - m.start(),
            StandardCharsets.ISO_8859_1);
    Matcher matcher = TEXT.matcher(latin);
    if (matcher.find()) {
      findings.report(
          Facts.at(
              workflow.file(),
              m.start() + matcher.start(),
              m.start() + matcher.end(),
              anybody ? Severity.HIGH : Severity.LOW,
              "A text that "
                  + (anybody ? "anybody" : "the author of a change")
                  + " can write becomes part of the script: quotes in it end the command and begin another."));
    }
  }
}
