package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Named;
import io.mcpscore.engine.check.RepositoryCheck;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code config-workflow-unpinned-action}: actions of others by a name that can be moved. Told once
 * for each repository; those of GitHub itself and of the same owner are left out.
 */
public final class ConfigWorkflowUnpinnedActionCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("config-workflow-unpinned-action");
  private static final Pattern USE =
      Pattern.compile("([\\w.-]{1,100})/[^@\\s]{1,200}@([^\\s]{1,200})");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(?:[0-9a-f]{24})?");
  private static final Pattern VERSION = Pattern.compile("v?[0-9].*|.*[-/]v?[0-9][0-9.]*");
  private static final Pattern OWNER = Pattern.compile("github(?:\\.com[/:]|:)([\\w.-]{1,100})/");
  private static final Set<String> GITHUB = Set.of("actions", "github");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<String> own =
        OwnPackages.of(context).stream()
            .map(p -> OWNER.matcher(p.repository() == null ? "" : p.repository()))
            .filter(Matcher::find)
            .map(m -> m.group(1).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    List<Use> branches = new ArrayList<>();
    List<Use> tags = new ArrayList<>();
    for (Workflow workflow : Workflow.of(context)) {
      for (Member m : workflow.members()) {
        Matcher use = USE.matcher(m.name().equals("uses") && m.value() != null ? m.value() : "");
        boolean others =
            use.matches()
                && !GITHUB.contains(use.group(1))
                && !own.contains(use.group(1).toLowerCase(Locale.ROOT));
        if (others && !COMMIT.matcher(use.group(2)).matches()) {
          (VERSION.matcher(use.group(2)).matches() ? tags : branches).add(new Use(workflow, m));
        }
      }
    }
    report(branches, Severity.LOW, "whatever is on that branch", findings);
    report(tags, Severity.INFO, "whatever the tag is moved to", findings);
  }

  /** An action that a workflow uses. */
  private record Use(Workflow workflow, Member member) {}

  private static void report(List<Use> uses, Severity severity, String runs, FindingSink findings) {
    if (uses.isEmpty()) {
      return;
    }
    Use first = uses.getFirst();
    List<String> others =
        uses.stream()
            .map(u -> u.member().value())
            .distinct()
            .filter(v -> !v.equals(first.member().value()))
            .sorted()
            .toList();
    String more = others.isEmpty() ? "" : " Also: " + Named.few(others) + ".";
    findings.report(
        Facts.at(
            first.workflow().file(),
            first.member(),
            severity,
            first.member().value()
                + " runs "
                + runs
                + ", with the rights of the workflow."
                + more));
  }
}
