package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.CheckInfoReader;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code config-workflow-unpinned-action}: actions of others by a name that can be moved. Told once
 * for each workflow; those of GitHub itself are left out.
 */
public final class ConfigWorkflowUnpinnedActionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-workflow-unpinned-action");
  private static final Pattern USE = Pattern.compile("([\\w.-]{1,100})/[^@\\s]{1,200}@([^\\s]{1,200})");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
  private static final Pattern VERSION = Pattern.compile("v?[0-9].*|.*[-/]v?[0-9][0-9.]*");
  private static final Set<String> GITHUB = Set.of("actions", "github");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Workflow workflow : Workflow.of(context)) {
      List<Member> moving = new ArrayList<>();
      Member branch = null;
      for (Member m : workflow.members()) {
        Matcher use = USE.matcher(m.name().equals("uses") && m.value() != null ? m.value() : "");
        if (use.matches()
            && !GITHUB.contains(use.group(1))
            && !COMMIT.matcher(use.group(2)).matches()) {
          moving.add(m);
          branch = branch == null && !VERSION.matcher(use.group(2)).matches() ? m : branch;
        }
      }
      if (!moving.isEmpty()) {
        report(workflow, branch == null ? moving.getFirst() : branch, branch != null, moving, findings);
      }
    }
  }

  private static void report(
      Workflow workflow, Member at, boolean branch, List<Member> moving, FindingSink findings) {
    long others = moving.stream().map(Member::value).distinct().count() - 1;
    findings.report(
        Facts.at(
            workflow.file(),
            at,
            branch ? Severity.LOW : Severity.INFO,
            at.value()
                + (others > 0 ? " and " + others + " more" : "")
                + (branch ? " runs whatever is on that branch" : " runs whatever the tag is moved to")
                + ", with the rights of the workflow."));
  }
}
