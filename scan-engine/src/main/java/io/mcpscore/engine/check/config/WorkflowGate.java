package io.mcpscore.engine.check.config;

import io.mcpscore.engine.format.Member;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What stands before a job that strangers can start: somebody who sets a label or approves an
 * environment, for the job or for one that it needs, and a token that may only read.
 */
final class WorkflowGate {

  private static final Pattern LABEL =
      Pattern.compile("(?is).*(?:event\\.label|labels|author_association|environment).*");
  private static final Set<String> HARMLESS = Set.of("read", "none", "read-all", "{}");

  private final Workflow workflow;
  private final String job;

  WorkflowGate(Workflow workflow, String job) {
    this.workflow = workflow;
    this.job = job;
  }

  /** Whether there are both. */
  boolean stands() {
    Set<String> jobs = new TreeSet<>(Set.of(job));
    workflow.members().stream()
        .filter(m -> m.value() != null)
        .filter(m -> m.isAt("jobs", job, "needs") || m.isAt("jobs", job, "needs", "*"))
        .forEach(m -> jobs.add(m.value()));
    return jobs.stream().anyMatch(this::isAsked) && readsOnly();
  }

  private boolean isAsked(String name) {
    return workflow.members().stream()
        .anyMatch(
            m ->
                m.isBelow("jobs", name, "environment")
                    || (m.isAt("jobs", name, "if")
                        && m.value() != null
                        && LABEL.matcher(m.value()).matches()));
  }

  /** By what the job says of its token, else by what the workflow does; silence is no limit. */
  private boolean readsOnly() {
    List<String> own = permissions("jobs", job, "permissions");
    List<String> all = own.isEmpty() ? permissions("permissions") : own;
    return !all.isEmpty() && HARMLESS.containsAll(all);
  }

  private List<String> permissions(String... path) {
    return workflow.members().stream()
        .filter(m -> m.isBelow(path) && m.value() != null)
        .map(Member::value)
        .toList();
  }
}
